import type * as Ort from "onnxruntime-node";
import { CudaProblem } from "../cuda/cuda_problem.ts";
import { readInstallation } from "../cuda/installation.ts";
import { loadInstalledRuntime } from "../cuda/load_cuda.ts";
import type { Session } from "./engine.ts";
import { native } from "./engine_error.ts";
import type { HostTensor, Tensors } from "./tensor.ts";

/** How ONNX Runtime is to run a model. */
export type SessionOptions = Ort.InferenceSession.SessionOptions;

/** What every device asks of its sessions: one node after the other, everything optimized, nothing printed. */
export const commonOptions = {
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "all",
  // What goes wrong is thrown too, and told once.
  logSeverityLevel: 4,
} satisfies SessionOptions;

/** A model that is ready to be called. @throws {EngineError} If it is not taken. */
export async function openSession(model: Uint8Array, options: SessionOptions): Promise<Session> {
  const ort = await loadRuntime();
  const session = await native(() => ort.InferenceSession.create(model, options));
  return {
    run: (feeds) =>
      native(async () => fromOrt(await session.run(toOrt(ort, feeds, session.inputNames)))),
    [Symbol.asyncDispose]: () => session.release(),
  };
}

/** What computes, with its version: `onnxruntime 1.30.0`. */
export async function runtimeVersion(): Promise<string> {
  return `onnxruntime ${(await loadRuntime()).env.versions.node}`;
}

/** Loaded when first needed: checking a pipeline takes neither its time nor its permission. */
async function loadRuntime(): Promise<typeof Ort> {
  await preferInstalled();
  return await import("onnxruntime-node");
}

/** What is set up for CUDA is loaded first, if anything is: what is loaded later is not found by what is there. */
async function preferInstalled(): Promise<void> {
  try {
    const installation = await readInstallation();
    if (installation) loadInstalledRuntime(installation);
  } catch (error) {
    // What is wrong with it is told to those who ask for CUDA.
    if (!(error instanceof CudaProblem)) throw error;
  }
}

function toOrt(
  ort: typeof Ort,
  feeds: Tensors,
  names: readonly string[],
): Record<string, Ort.Tensor> {
  return Object.fromEntries(
    Object.entries(feeds).filter(([name]) => names.includes(name))
      .map(([name, each]) => [name, toOrtTensor(ort, each)]),
  );
}

function toOrtTensor(ort: typeof Ort, { type, data, shape }: HostTensor): Ort.Tensor {
  // The union of HostTensor pairs each type with its array, as the constructor's overloads do.
  return new ort.Tensor(type as "float32", data as Float32Array, shape);
}

function fromOrt(results: Ort.InferenceSession.OnnxValueMapType): Tensors {
  return Object.fromEntries(
    Object.entries(results).map(([name, value]) => {
      // All outputs of our models are tensors of these types.
      const { type, data, dims } = value as Ort.Tensor;
      return [name, { type, data, shape: dims } as HostTensor];
    }),
  );
}
