/**
 * What `mod.ts` offers about the machine itself, loaded when it is called like all of `on_call.ts`.
 * @module
 */
import type { CudaDevice } from "../cuda/probe_cuda.ts";
import type { SetUpCudaOptions } from "./setup_cuda.ts";

/**
 * Sets up what ONNX Runtime needs for a graphics card, where it is not set up yet, and lets the first card compute
 * two steps.
 * @returns That card.
 * @throws {PenstockError} With each library that is missing, or why the card cannot be used.
 */
export async function setUpCuda(options: SetUpCudaOptions): Promise<CudaDevice> {
  const { setUpCuda } = await import("./setup_cuda.ts");
  return setUpCuda(options);
}
