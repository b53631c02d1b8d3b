/** `setup-cuda`: what is said of what is set up, of the graphics card, and where it cannot be. */
import assert from "node:assert/strict";
import { describeCudaDevice, describeCudaSetUp } from "../../cli/text/cuda.ts";
import { assertGolden } from "../golden.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/setup_cuda/", import.meta.url);

Deno.test("a folder that is not there ends the command before anything is written", async () => {
  await inFolder(async (folder) => {
    const { exitCode, stdout, stderr } = await command(folder, "setup-cuda", "--from", "gone");
    assert.equal(exitCode, 4);
    assert.equal(stdout, "");
    assert.match(stderr, /^error\[E061[13]\]/);
  });
});

Deno.test("what is set up is told with its libraries, and the card with what it can do", async () => {
  const libraries = ["/usr/local/cuda/lib64/libcudart.so.13", "/usr/lib/libcublasLt.so.13"];
  const setUp = { folder: ".cache/cuda", onnxruntime: "1.30.0", libraries };
  const device = {
    ...{ index: 0, name: "NVIDIA H200", driver: 13000, capability: "9.0", processors: 132 },
    memory: { free: 140 * 2 ** 30, total: 139.8 * 2 ** 30 },
  };
  await assertGolden(
    new URL("told.txt", goldens),
    [
      describeCudaSetUp({ ...setUp, isNew: true }),
      describeCudaSetUp({ ...setUp, isNew: false }),
      describeCudaDevice(device),
      "",
    ].join("\n"),
  );
});
