/** The example of composed files, with each of its variants. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { renderAll } from "../../dsl/report/render.ts";
import { checkFile } from "../../runtime/commands/check.ts";
import { runFile } from "../../runtime/commands/run_file.ts";
import { inFolder } from "../runtime/pipelines.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const context = { workingDirectory: root, allowed: [] };

for (const name of ["base", "wide"]) {
  Deno.test(`pipelines/compose/${name}.pipe is right`, async () => {
    assert.equal(renderAll(await checkFile(`pipelines/compose/${name}.pipe`, context)), "");
  });
}

/** The names of the weights of a run, which meets its expectations. */
async function weightsOf(name: string, variant?: string): Promise<string[]> {
  return await inFolder(async (out) => {
    const path = `pipelines/compose/${name}.pipe`;
    const { broken, prepared } = await runFile(path, { context, out, variant });
    assert.equal(renderAll(broken), "");
    const { parameters } = prepared.program.plan;
    return parameters.filter((each) => each.name.endsWith(".weight"))
      .map((each) => `${each.name} ${each.shape.join("x")}`);
  });
}

Deno.test("pipelines/compose runs, and its layers are named by blocks and labels", async () => {
  assert.deepEqual(await weightsOf("base"), ["tower_1.linear_1.weight 8x4", "linear_1.weight 3x8"]);
  assert.deepEqual(await weightsOf("wide"), ["first.linear_1.weight 32x4", "linear_1.weight 3x32"]);
  assert.deepEqual(await weightsOf("wide", "small"), [
    "first.linear_1.weight 4x4",
    "linear_1.weight 3x4",
  ]);
  assert.deepEqual(await weightsOf("wide", "deep"), [
    "first.linear_1.weight 32x4",
    "tower_1.linear_1.weight 16x32",
    "tower_2.linear_1.weight 16x16",
    "linear_1.weight 3x16",
  ]);
});
