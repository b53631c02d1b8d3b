import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import { toRaw } from "../../compiler/backends/onnx/element.ts";
import type { TensorData } from "../../compiler/backends/onnx/model.ts";
import { withResident } from "../../compiler/backends/onnx/resident.ts";
import { lowerScan } from "../../compiler/backends/onnx/scan.ts";
import { isCutOnCuda, microsecondsOnCuda } from "../../compiler/step/cuda_cost.ts";
import { loadCuda } from "../cuda/load_cuda.ts";
import { type CudaDevice, requireInstallation } from "../cuda/probe_cuda.ts";
import type { DeviceSettings } from "./devices.ts";
import type { Engine } from "./engine.ts";
import { onHost } from "./host_tensors.ts";
import { commonOptions, openSession, runtimeVersion, type SessionOptions } from "./onnx_runtime.ts";
import { spansInSession } from "./scan_span.ts";
import type { HostTensor, Tensors } from "./tensor.ts";

/** How exactly a graphics card is to compute. */
export type CudaPrecision = Pick<DeviceSettings, "tf32" | "deterministic">;

/**
 * ONNX Runtime on a graphics card of NVIDIA.
 *
 * A span is one `Scan` with every node on the card. The data are initializers, which the card keeps from
 * span to span; state goes up before a span and down after it.
 * @throws {CudaProblem} If the libraries that are set up can no longer be loaded.
 */
export async function openCuda(
  card: CudaDevice,
  { tf32, deterministic }: CudaPrecision,
): Promise<Engine> {
  // ONNX Runtime asks for TF32 in every product. NVIDIA's libraries take this over it, as they are loaded.
  if (!tf32) Deno.env.set("NVIDIA_TF32_OVERRIDE", "0");
  loadCuda(await requireInstallation());
  const { index } = card;
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
    cost: (step) => microsecondsOnCuda(step, { flops: flopsOf(card) }),
    device: [`cuda:${index}`, ...details].join(", "),
    about: [card.name, ...tf32 ? [] : ["strict float32"]].join(", "),
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

/** What a multiprocessor multiplies and adds in a µs: 128 of both in each cycle, of which half is reached. */
const flopsOfProcessor = 128 * 2 * 1500 / 2;

function flopsOf({ processors }: CudaDevice): number {
  return flopsOfProcessor * processors;
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
