import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import { toRaw } from "../../compiler/backends/onnx/element.ts";
import type { TensorData } from "../../compiler/backends/onnx/model.ts";
import { withResident } from "../../compiler/backends/onnx/resident.ts";
import { lowerScan } from "../../compiler/backends/onnx/scan.ts";
import { isCutOnCuda, microsecondsOnCuda } from "../../compiler/step/cuda_cost.ts";
import type { Engine } from "./engine.ts";
import { onHost } from "./host_tensors.ts";
import { commonOptions, openSession, runtimeVersion, type SessionOptions } from "./onnx_runtime.ts";
import { spansInSession } from "./scan_span.ts";
import type { HostTensor, Tensors } from "./tensor.ts";

/** How a graphics card is to compute. */
export interface CudaOptions {
  /** Which of several, from 0. */
  readonly index: number;
  /** Whether products of matrices may be rounded to TF32's ten bits, which is faster. */
  readonly tf32?: boolean;
  /** Whether sums that would otherwise be in any order are to be in one. */
  readonly deterministic?: boolean;
  /** What it multiplies and adds in a µs, about. */
  readonly flops: number;
}

/**
 * ONNX Runtime on a graphics card of NVIDIA. Its libraries are to be loaded: see `loadCuda`.
 *
 * A span is one `Scan` with every node on the card. The data are initializers, which the card keeps from
 * span to span; state goes up before a span and down after it.
 */
export function cudaEngine(
  { index, tf32 = false, deterministic = false, flops }: CudaOptions,
): Engine {
  const options: SessionOptions = {
    ...commonOptions,
    executionProviders: [{ name: "cuda", deviceId: index }],
    extra: {
      session: { ...deterministic && { use_deterministic_compute: "1" } },
      // It would make slices a `Split` again, for which the host sends tables in every step.
      optimization: { disable_specified_optimizers: "GatherSliceToSplitFusion" },
    },
  };
  const details = [...tf32 ? ["TF32"] : [], ...deterministic ? ["deterministic"] : []];
  return {
    cost: (step) => microsecondsOnCuda(step, { flops }),
    device: [`cuda:${index}`, ...details].join(", "),
    version: runtimeVersion,
    session: (model) =>
      openSession(model instanceof Uint8Array ? model : encodeModel(model), options),
    span: async (step, data) => {
      const resident = numericTensors(data);
      const graph = withResident(lowerScan(step, isCutOnCuda), resident);
      const externalData = Object.entries(resident)
        .map(([path, tensor]) => ({ path, data: toRaw(tensor.data) }));
      const session = await openSession(encodeModel({ graph }), { ...options, externalData });
      return spansInSession(session, { step, data: {} });
    },
    place: (tensors) => Promise.resolve(onHost(tensors)),
  };
}

/** Tensors as initializers have them. @throws {RangeError} If one is of strings, which no card computes with. */
function numericTensors(tensors: Tensors): Readonly<Record<string, NumericTensor>> {
  const numeric = Object.entries(tensors).map(([name, tensor]) => {
    if (tensor.type === "string") throw new RangeError(`"${name}" is a tensor of strings`);
    const { type: elementType, shape, data } = tensor;
    return [name, { elementType, shape, data }] as const;
  });
  return Object.fromEntries(numeric);
}

interface NumericTensor extends TensorData {
  readonly data: Exclude<HostTensor["data"], readonly string[]>;
}
