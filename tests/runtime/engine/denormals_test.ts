import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

// ONNX Runtime takes the setting from the first session of a process, for the thread that makes it: here
// many threads make sessions, hence a process of its own.
Deno.test("numbers too small for full precision count as 0: they would slow the arithmetic down", async () => {
  const script = fileURLToPath(new URL("denormals.ts", import.meta.url));
  const args = [
    "run",
    "--quiet",
    "--no-lock",
    "--allow-read",
    "--allow-ffi",
    "--allow-env",
    script,
  ];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  const text = new TextDecoder();
  assert.equal(code, 0, text.decode(stderr));
  assert.equal(text.decode(stdout), "0 1e-30\n");
});
