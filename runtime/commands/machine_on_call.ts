/**
 * What `mod.ts` offers about the machine itself, loaded when it is called like all of `on_call.ts`.
 * @module
 */
import type { CudaDevice } from "../cuda/probe_cuda.ts";
import type { ComparedDevices, CompareDevicesOptions } from "./compare_devices.ts";
import type { Examination, ExamineOptions } from "./doctor.ts";
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

/**
 * Looks at this machine: versions, devices and why they can be used or not, with a short training on each, graphs,
 * permissions. What cannot be used is told, and no error.
 */
export async function examineMachine(options: ExamineOptions): Promise<Examination> {
  const { examineMachine } = await import("./doctor.ts");
  return examineMachine(options);
}

/**
 * Lets all devices of this machine make the first steps of the same trainings, and compares losses and tensors.
 * @param path A `.pipe` file, relative to the working directory; the built-in pipeline alone unless given.
 * @throws {PenstockError} With every mistake of the pipeline, or if the processor cannot be used.
 */
export async function compareDevices(
  path: string | undefined,
  options: CompareDevicesOptions,
): Promise<ComparedDevices> {
  const { compareDevices } = await import("./compare_devices.ts");
  return compareDevices(path, options);
}
