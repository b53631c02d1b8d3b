import assert from "node:assert/strict";
import { check } from "../../../dsl/check/check.ts";
import { type Diagnostic, PenstockError, unwrap } from "../../../dsl/text/diagnostic.ts";
import { parse } from "../../../dsl/syntax/parse.ts";
import { parseOverride } from "../../../dsl/syntax/parse_override.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { vocabulary } from "./vocabulary.ts";
import { assertGolden, mistakesIn } from "../../golden.ts";

const folder = new URL("../golden/names/", import.meta.url);

/** A line `# --set hidden=16` stands for that option of the command. */
function overridesIn(text: string) {
  return [...text.matchAll(/^# --set (.*)$/gm)].map(([, each]) => unwrap(parseOverride(each)));
}

function problemsOf(name: string, text: string): readonly Diagnostic[] {
  try {
    const overrides = overridesIn(text);
    const result = check(unwrap(parse({ name, text })), vocabulary, { overrides });
    return result.ok ? [] : result.diagnostics;
  } catch (error) {
    if (error instanceof PenstockError) return error.diagnostics;
    throw error;
  }
}

for (const mistake of mistakesIn(folder)) {
  Deno.test(`names: ${mistake}.pipe gives the diagnostics of ${mistake}.txt`, async () => {
    const name = `${mistake}.pipe`;
    const problems = problemsOf(name, await Deno.readTextFile(new URL(name, folder)));
    assert(problems.length > 0, `${name} has no mistake`);
    await assertGolden(new URL(`${mistake}.txt`, folder), renderAll(problems) + "\n");
  });
}
