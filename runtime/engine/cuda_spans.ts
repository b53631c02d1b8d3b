import { toRaw } from "../../compiler/backends/onnx/element.ts";
import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import { withResident } from "../../compiler/backends/onnx/resident.ts";
import { lowerScan } from "../../compiler/backends/onnx/scan.ts";
import { isCutOnCuda } from "../../compiler/step/cuda_cost.ts";
import type { CudaDevice } from "../cuda/probe_cuda.ts";
import type { SpanRunner } from "./engine.ts";
import { openSession, type SessionOptions } from "./onnx_runtime.ts";
import { type FedStep, spansInSession } from "./scan_span.ts";
import { streamedSpans } from "./streamed_span.ts";
import type { Tensors } from "./tensor.ts";
import { bytesOf, mapTensors, numeric } from "./tensor_rows.ts";

/** A card, and how its sessions are made. */
export interface CudaSessions {
  readonly card: CudaDevice;
  readonly options: SessionOptions;
}

/** A step whose spans run on a graphics card. @throws {EngineError} If the card does not take it. */
export async function openCudaSpans(
  fed: FedStep,
  { card, options }: CudaSessions,
): Promise<SpanRunner> {
  return isTooLarge(bytesOf(fed.data), card)
    ? await openStreamed(fed, { card, options })
    : await openResident(fed, options);
}

/** Spans of data that the card keeps. */
async function openResident(
  { step, data }: FedStep,
  options: SessionOptions,
): Promise<SpanRunner> {
  const resident = initializersOf(data);
  const graph = withResident(lowerScan(step, isCutOnCuda), resident);
  const externalData = Object.entries(resident)
    .map(([path, tensor]) => ({ path, data: toRaw(tensor.data) }));
  const session = await openSession(encodeModel({ graph }), {
    ...options,
    ...spanExtra(options),
    externalData,
  });
  return spansInSession(session, { step, data: {} });
}

/** Spans of data that the card has no room for. */
async function openStreamed(
  { step, data }: FedStep,
  { card, options }: CudaSessions,
): Promise<SpanRunner> {
  const model = encodeModel({ graph: lowerScan(step, isCutOnCuda) });
  const session = await openSession(model, { ...options, ...spanExtra(options) });
  const [rows] = Object.values(data).map(({ shape: [count = 1] }) => count);
  const [batch = 1] = step.scanned.find(({ name }) => name === "rows")?.type.shape ?? [];
  const bytesOfStep = Number(batch) * bytesOf(data) / rows;
  const steps = Math.max(1, Math.floor(shareOfSpan * card.memory.free / bytesOfStep));
  return streamedSpans(session, { step, data, steps });
}

/** Of the free memory of a card: what data may take that it keeps, and those of a span where it does not. */
const [shareOfData, shareOfSpan] = [0.7, 0.1];

/** Whether data of so many bytes are fed span by span. */
export function isTooLarge(bytes: number, { memory }: CudaDevice): boolean {
  return bytes > shareOfData * memory.free;
}

/** What the steps of a span need besides: every node is on the card, or the session is refused. */
function spanExtra({ extra }: SessionOptions): Pick<SessionOptions, "extra"> {
  const { session } = extra as { readonly session: Record<string, string> };
  return {
    extra: { ...extra, session: { ...session, disable_cpu_ep_fallback: "1" } },
  };
}

/** Tensors as initializers have them. @throws {TypeError} If one is of strings, which no card computes with. */
function initializersOf(tensors: Tensors) {
  return mapTensors(tensors, (tensor) => {
    const { type: elementType, shape, data } = numeric(tensor);
    return { elementType, shape, data };
  });
}
