/** One mistake a file, as people make them, through everything that is checked before training. */
import { assembleSource } from "../../runtime/pipelines.ts";
import assert from "node:assert/strict";
import { type Diagnostic, PenstockError } from "../../../dsl/text/diagnostic.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { assertGolden, mistakesIn } from "../../golden.ts";
import { noAccess } from "../../runtime/pipelines.ts";

const folder = new URL("../golden/mistakes/", import.meta.url);

async function problemsOf(name: string, text: string): Promise<readonly Diagnostic[]> {
  const warnings: Diagnostic[] = [];
  const warn = (each: Diagnostic) => void warnings.push(each);
  try {
    await assembleSource({ name, text }, { access: noAccess, warn });
    return warnings;
  } catch (error) {
    if (error instanceof PenstockError) return error.diagnostics;
    throw error;
  }
}

for (const mistake of mistakesIn(folder)) {
  Deno.test(`mistakes: ${mistake}.pipe gives the diagnostics of ${mistake}.txt`, async () => {
    const name = `${mistake}.pipe`;
    const problems = await problemsOf(name, await Deno.readTextFile(new URL(name, folder)));
    assert(problems.length > 0, `${name} has no mistake`);
    assert(problems.every(({ help }) => help), "each says the next thing to do");
    await assertGolden(new URL(`${mistake}.txt`, folder), renderAll(problems) + "\n");
  });
}
