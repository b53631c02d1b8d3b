import { prepareSource } from "../../runtime/pipelines.ts";
import assert from "node:assert/strict";
import { type Diagnostic, PenstockError } from "../../../dsl/text/diagnostic.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { accessFor } from "../../../runtime/files/access.ts";
import { assertGolden, mistakesIn } from "../../golden.ts";

const folder = new URL("../golden/agreement/", import.meta.url);
// The data stands in the pipelines: no file is read.
const access = accessFor("/nowhere", { workingDirectory: "/nowhere", allowed: [] });

async function problemsOf(name: string, text: string): Promise<readonly Diagnostic[]> {
  const warnings: Diagnostic[] = [];
  const warn = (each: Diagnostic) => void warnings.push(each);
  try {
    await prepareSource({ name, text }, { access, warn });
    return warnings;
  } catch (error) {
    if (error instanceof PenstockError) return error.diagnostics;
    throw error;
  }
}

for (const mistake of mistakesIn(folder)) {
  Deno.test(`agreement: ${mistake}.pipe gives the diagnostics of ${mistake}.txt`, async () => {
    const name = `${mistake}.pipe`;
    const problems = await problemsOf(name, await Deno.readTextFile(new URL(name, folder)));
    assert(problems.length > 0, `${name} has no mistake`);
    await assertGolden(new URL(`${mistake}.txt`, folder), renderAll(problems) + "\n");
  });
}
