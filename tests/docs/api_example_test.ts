/** The program of `docs/api.md`, run as the page says. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { filesIn, inFolder } from "../runtime/pipelines.ts";
import { apiExample, execute, layOutIris, root } from "./api_example.ts";

Deno.test("the program of docs/api.md type-checks and prints what the page says", async () => {
  await inFolder(async (cwd) => {
    const { code, printed } = await apiExample();
    await Deno.writeTextFile(join(cwd, "example.ts"), code);
    await layOutIris(cwd);
    const permissions = ["--allow-read", "--allow-write", "--allow-ffi"];
    const args = ["--quiet", "--check", "--config", join(root, "deno.json"), ...permissions];
    const ran = await execute(Deno.execPath(), ["run", ...args, "example.ts"], { cwd });
    assert.deepEqual(ran, { code: 0, stdout: printed, stderr: "" });
    const left = await filesIn(cwd);
    assert(left.includes("training.onnx") && left.includes("out/api/metrics.json"), left.join());
  });
});
