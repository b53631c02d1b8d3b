import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import { lowerScan } from "../../compiler/backends/onnx/scan.ts";
import { microsecondsOnCpu } from "../../compiler/step/cost.ts";
import { usualStep } from "../../compiler/step/span.ts";
import type { Engine } from "./engine.ts";
import { onHost } from "./host_tensors.ts";
import { commonOptions, openSession, runtimeVersion, type SessionOptions } from "./onnx_runtime.ts";
import { spansInSession } from "./scan_span.ts";

/** What a thread multiplies and adds in a µs, about: half of what was measured with AVX-512. */
const flopsOfThread = 50_000;

/** ONNX Runtime on the processor. @param threads How many compute; the same number gives the same bits every time. */
export function cpuEngineWith(threads: number): Engine {
  const options = optionsFor(threads);
  return {
    stepOf: usualStep,
    cost: (step) => microsecondsOnCpu(step, { flops: flopsOfThread * threads }),
    device: threads === 1 ? "cpu" : `cpu, ${threads} threads`,
    threads,
    version: runtimeVersion,
    session: (model) =>
      openSession(model instanceof Uint8Array ? model : encodeModel(model), options),
    span: async (step, data) => {
      const model = encodeModel({ graph: lowerScan(step) });
      return spansInSession(await openSession(model, options), { step, data });
    },
    place: (tensors) => Promise.resolve(onHost(tensors)),
  };
}

/** ONNX Runtime on the processor with one thread: small models lose by more. */
export const cpuEngine: Engine = cpuEngineWith(1);

function optionsFor(threads: number): SessionOptions {
  return {
    ...commonOptions,
    executionProviders: ["cpu"],
    intraOpNumThreads: threads,
    extra: {
      session: {
        // Without this, weights that fade to denormals slow the arithmetic down. ONNX Runtime takes it from
        // the first session of a process, for all that the thread of that session computes.
        set_denormal_as_zero: "1",
        // Threads that wait by spinning take the cores from whoever else is on the machine.
        ...threads > 1 && { intra_op: { allow_spinning: "0" } },
      },
    },
  };
}
