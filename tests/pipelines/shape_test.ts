/** Depth, width and activation of one pipeline, set from outside. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Override } from "../../dsl/syntax/override.ts";
import { parseOverride } from "../../dsl/syntax/parse_override.ts";
import { PenstockError, unwrap } from "../../dsl/text/diagnostic.ts";
import { renderAll } from "../../dsl/report/render.ts";
import { readParams } from "../../runtime/open/params_file.ts";
import { listParams } from "../../runtime/commands/params.ts";
import { runFile } from "../../runtime/commands/run_file.ts";
import { inFolder } from "../runtime/pipelines.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const context = { workingDirectory: root, allowed: [] };
const path = "pipelines/shape.pipe";

const set = (...texts: readonly string[]) => texts.map((each) => unwrap(parseOverride(each)));

/** The layers of a run with their shapes, which meets its expectations. */
async function layersOf(overrides: readonly Override[] = []): Promise<string[]> {
  return await inFolder(async (out) => {
    const { broken, prepared } = await runFile(path, { context, out, overrides });
    assert.equal(renderAll(broken), "");
    return prepared.program.plan.layers.map(({ name, call, shape }) =>
      `${name}${call.arguments.name ? `(${call.arguments.name})` : ""} ${shape.join("x")}`
    );
  });
}

Deno.test("depth, width and activation are those of the file unless they are set", async () => {
  assert.deepEqual(await layersOf(), [
    "linear_1 Nx16",
    "activation_1(relu) Nx16",
    "linear_2 Nx16",
    "activation_2(relu) Nx16",
    "linear_3 Nx3",
  ]);
  assert.deepEqual(await layersOf(set("depth=1", "hidden=5", "act=tanh")), [
    "linear_1 Nx5",
    "activation_1(tanh) Nx5",
    "linear_2 Nx3",
  ]);
});

Deno.test("an activation may be set in quotes, or by a file of parameters", async () => {
  assert.deepEqual((await layersOf(set("depth=1", 'act="gelu"'))).slice(1, 2), [
    "activation_1(gelu) Nx16",
  ]);
  await inFolder(async (workingDirectory) => {
    await Deno.writeTextFile(join(workingDirectory, "p.yaml"), "depth: 1\nact: none\n");
    const fromFile = await readParams("p.yaml", { workingDirectory, allowed: [] });
    assert.deepEqual((await layersOf(fromFile)).slice(1, 2), ["activation_1(none) Nx16"]);
  });
});

Deno.test("an activation that is not among the words is refused with those that are", async () => {
  await assert.rejects(listParams(path, { context, overrides: set("act=selu") }), (error) => {
    assert(error instanceof PenstockError);
    const [{ code, help }] = error.diagnostics as [typeof error.diagnostics[0]];
    assert.deepEqual([code, help], ["E0207", "Use one of relu, leaky_relu, gelu, tanh, none"]);
    return true;
  });
});
