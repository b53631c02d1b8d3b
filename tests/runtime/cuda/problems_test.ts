/** What keeps CUDA from being used, in words: each with its cause and what mends it. */
import assert from "node:assert/strict";
import { renderAll } from "../../../dsl/report/render.ts";
import { cudaNotSetUp } from "../../../runtime/cuda/cuda_diagnostics.ts";
import * as problem from "../../../runtime/cuda/cuda_problem.ts";
import { assertGolden } from "../../golden.ts";

const place = "FOLDER/cuda.json";
const problems: readonly problem.CudaProblem[] = [
  problem.unsupportedSystem("windows on aarch64"),
  problem.notSetUp(place),
  problem.notSetUp(undefined),
  problem.damagedInstallation(place, 'it has no version under "onnxruntime"'),
  problem.wrongVersion(`"${place}"`, { found: "1.29.0", expected: "1.30.0" }),
  problem.libraryMissing("libcublas.so.13"),
  problem.libraryMissing("libnvJitLink.so.13", "libcublas.so.13"),
  problem.unusableLibrary("FOLDER/libcublas.so.13", "undefined symbol: cublasLtCreate"),
  problem.libraryMissing("libcuda.so.1"),
  problem.libraryMissing("libcuda.so.1", "libcudart.so.13"),
  problem.driverTooOld("12.8"),
  problem.noDevice(),
  problem.noSuchDevice(1, 1),
  problem.noSuchDevice(4, 4),
  problem.deviceTooOld("NVIDIA GeForce GTX 1080", "6.1"),
  problem.loadedTooLate(),
  problem.wrongNumbers([0, 0], [35, 50]),
  problem.cudaFailed("the graphics cards", "initialization error"),
];

Deno.test("each problem says its cause and what mends it", async () => {
  const text = renderAll(problems.map(cudaNotSetUp)) + "\n";
  await assertGolden(new URL("../golden/setup_cuda/problems.txt", import.meta.url), text);
  assert.deepEqual(problems.filter(({ message, cause }) => message !== cause), []);
  assert.deepEqual(problems.filter(({ cause, remedy }) => /\.$/.test(cause + remedy)), []);
});
