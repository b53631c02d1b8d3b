import assert from "node:assert/strict";
import { join } from "node:path";
import { inFolder } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

Deno.test("gradients that differ are told, and end with 4", async () => {
  await inFolder(async (folder) => {
    // Within the step of a finite difference tanh(1e7 w) goes from -1 to 1, as steeply to both sides;
    // a target far away keeps the loss as good as linear in it.
    const text = `pipe 1
load rows([[1e7, 1e6]], target = x2)
model {
  linear(1, weight = [[0]], bias = false)
  tanh
}
loss mse
`;
    await Deno.writeTextFile(join(folder, "x.pipe"), text);
    const { exitCode, stdout, stderr } = await command(folder, "gradcheck", "x.pipe");
    assert.match(stdout, /^linear_1\.weight .* differs$/m);
    assert(stderr.includes("error[E0604]"), stderr);
    assert.equal(exitCode, 4);
  });
});
