import { toRaw } from "../../compiler/backends/onnx/element.ts";
import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import type { OnnxGraph } from "../../compiler/backends/onnx/model.ts";
import { withResident } from "../../compiler/backends/onnx/resident.ts";
import type { SpanRunner } from "./engine.ts";
import { openSession, type SessionOptions } from "./onnx_runtime.ts";
import { type FedStep, spansInSession } from "./scan_span.ts";
import type { Tensors } from "./tensor.ts";
import { mapTensors, numeric } from "./tensor_rows.ts";

/**
 * Spans of data that a device keeps from call to call, as initializers. They stand beside the model in memory: it may
 * not be larger than 2 GB itself. @param graph The steps as a loop.
 * @throws {EngineError} If the device does not take it.
 */
export async function openResidentSpans(
  { step, data }: FedStep,
  graph: OnnxGraph,
  options: SessionOptions,
): Promise<SpanRunner> {
  const kept = initializersOf(data);
  const model = encodeModel({ graph: withResident(graph, kept) });
  const externalData = Object.entries(kept)
    .map(([path, tensor]) => ({ path, data: toRaw(tensor.data) }));
  return spansInSession(await openSession(model, { ...options, externalData }), { step, data: {} });
}

/** Tensors as initializers have them. @throws {TypeError} If one is of strings. */
function initializersOf(tensors: Tensors) {
  return mapTensors(tensors, (tensor) => {
    const { type: elementType, shape, data } = numeric(tensor);
    return { elementType, shape, data };
  });
}
