import type * as Ort from "onnxruntime-node";
import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import { lowerScan } from "../../compiler/backends/onnx/scan.ts";
import type { Engine, Session } from "./engine.ts";
import { native } from "./engine_error.ts";
import { onHost } from "./host_tensors.ts";
import { spansInSession } from "./scan_span.ts";
import type { HostTensor, Tensors } from "./tensor.ts";

/**
 * ONNX Runtime on the CPU, one thread: small models lose by more, and one thread gives the same bits
 * every time.
 */
export const cpuEngine: Engine = {
  device: "cpu",
  version: async () => `onnxruntime ${(await loadRuntime()).env.versions.node}`,
  session: async (model) =>
    await openSession(model instanceof Uint8Array ? model : encodeModel(model)),
  span: async (step) =>
    spansInSession(await openSession(encodeModel({ graph: lowerScan(step) })), step),
  place: (tensors) => Promise.resolve(onHost(tensors)),
};

async function openSession(model: Uint8Array): Promise<Session> {
  const ort = await loadRuntime();
  const session = await native(() => ort.InferenceSession.create(model, options));
  return {
    run: (feeds) =>
      native(async () => fromOrt(await session.run(toOrt(ort, feeds, session.inputNames)))),
    [Symbol.asyncDispose]: () => session.release(),
  };
}

const options: Ort.InferenceSession.SessionOptions = {
  executionProviders: ["cpu"],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "all",
  // What goes wrong is thrown too, and told once.
  logSeverityLevel: 4,
  // Without this, weights that fade to denormals slow the arithmetic down. ONNX Runtime takes it from the
  // first session of a process, for all that the thread of that session computes.
  extra: { session: { set_denormal_as_zero: "1" } },
};

/** Loaded when first needed: checking a pipeline takes neither its time nor its permission. */
async function loadRuntime(): Promise<typeof Ort> {
  return await import("onnxruntime-node");
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
