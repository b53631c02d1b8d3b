import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import { launchesOfStep, microsecondsOnCuda } from "../../compiler/step/cuda_cost.ts";
import { spanGraph } from "../../compiler/step/span.ts";
import { withSteadySums } from "../../compiler/step/steady_sums.ts";
import { loadCuda } from "../cuda/load_cuda.ts";
import { type CudaDevice, requireInstallation } from "../cuda/probe_cuda.ts";
import type { DeviceSettings } from "./devices.ts";
import { openCudaSpans } from "./cuda_spans.ts";
import type { Engine } from "./engine.ts";
import { onHost } from "./host_tensors.ts";
import { commonOptions, openSession, runtimeVersion, type SessionOptions } from "./onnx_runtime.ts";

/** What ONNX Runtime makes of a model for CUDA, and had better not. */
const unwanted = [
  // Slices would be a `Split` again, for which the host sends tables in every step.
  "GatherSliceToSplitFusion",
  // A softmax behind a sum would need cuDNN.
  "BiasSoftmaxFusion",
];

/** One starts what the card computes, and computes what it cannot: the same bits every time. */
const threads = 1;

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
  const isStrict = settleTf32(tf32);
  loadCuda(await requireInstallation());
  const { index } = card;
  const options: SessionOptions = {
    ...commonOptions,
    executionProviders: [{ name: "cuda", deviceId: index }],
    intraOpNumThreads: threads,
    extra: { optimization: { disable_specified_optimizers: unwanted.join(";") } },
  };
  const details = [...isStrict ? [] : ["TF32"], ...deterministic ? ["deterministic"] : []];
  return {
    stepOf: (training, options) => spanGraph(training, { ...options, cost: launchesOfStep }),
    cost: (step) => microsecondsOnCuda(step, { flops: flopsOf(card) }),
    device: [`cuda:${index}`, ...details].join(", "),
    about: [card.name, ...isStrict ? ["strict float32"] : []].join(", "),
    ...!isStrict && { rounding: "TF32" },
    threads,
    version: runtimeVersion,
    session: (model) =>
      openSession(model instanceof Uint8Array ? model : encodeModel(model), options),
    span: (step, data) =>
      openCudaSpans({ step: deterministic ? withSteadySums(step) : step, data }, { card, options }),
    place: (tensors) => Promise.resolve(onHost(tensors)),
  };
}

/**
 * Has NVIDIA's libraries, as they are loaded, take back what ONNX Runtime asks for in every product; they read it once
 * in a process. @returns Whether products are of strict float32.
 */
function settleTf32(isWanted: boolean): boolean {
  const variable = "NVIDIA_TF32_OVERRIDE";
  // Asking for what is not permitted would stop the command with a question.
  if (Deno.permissions.querySync({ name: "env", variable }).state !== "granted") return false;
  if (isWanted) Deno.env.delete(variable);
  else Deno.env.set(variable, "0");
  return !isWanted;
}

/** What a multiprocessor multiplies and adds in a µs: 128 of both in each cycle, of which half is reached. */
const flopsOfProcessor = 128 * 2 * 1500 / 2;

function flopsOf({ processors }: CudaDevice): number {
  return flopsOfProcessor * processors;
}
