import { foreignToCuda } from "../../compiler/backends/onnx/cuda_rules.ts";
import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import { lowerScan } from "../../compiler/backends/onnx/scan.ts";
import { isCutOnCuda } from "../../compiler/step/cuda_cost.ts";
import type { CudaDevice } from "../cuda/probe_cuda.ts";
import type { SpanRunner } from "./engine.ts";
import { EngineError } from "./engine_error.ts";
import { openSession, type SessionOptions } from "./onnx_runtime.ts";
import { openResidentSpans } from "./resident_span.ts";
import type { FedStep } from "./scan_span.ts";
import { streamedSpans } from "./streamed_span.ts";
import { bytesOf } from "./tensor_rows.ts";

/** A card, and how its sessions are made. */
export interface CudaSessions {
  readonly card: CudaDevice;
  readonly options: SessionOptions;
}

/**
 * A step whose spans run on a graphics card, which keeps the data if it has room for them.
 * @throws {EngineError} If the card does not take it.
 */
export async function openCudaSpans(
  fed: FedStep,
  { card, options }: CudaSessions,
): Promise<SpanRunner> {
  const graph = lowerScan(fed.step, isCutOnCuda);
  const [foreign] = foreignToCuda(graph);
  if (foreign !== undefined) throw new EngineError(`CUDA cannot compute the steps: ${foreign}`);
  const ofSpans = onTheCardAlone(options);
  if (!isTooLarge(bytesOf(fed.data), card.memory.free)) {
    return await openResidentSpans(fed, graph, ofSpans);
  }
  const session = await openSession(encodeModel({ graph }), ofSpans);
  return streamedSpans(session, { ...fed, steps: stepsOfCall(fed, card) });
}

/** Of the free memory of a card: what data may take that it keeps, and those of a call where it does not. */
const [shareOfData, shareOfCall] = [0.7, 0.1];

/** Whether data of so many bytes are fed span by span. @param room The memory of the card, in bytes. */
export function isTooLarge(bytes: number, room: number): boolean {
  return bytes > shareOfData * room;
}

/** For how many steps at once a card has memory. */
function stepsOfCall({ step, data }: FedStep, { memory }: CudaDevice): number {
  const [{ shape: [rows] }] = Object.values(data);
  const [batch = 1] = step.scanned.find(({ name }) => name === "rows")?.type.shape ?? [];
  const bytesOfStep = Number(batch) * bytesOf(data) / rows;
  return Math.max(1, Math.floor(shareOfCall * memory.free / bytesOfStep));
}

/** The same for a session that is refused if a node is not on the card. */
function onTheCardAlone({ extra, ...others }: SessionOptions): SessionOptions {
  return { ...others, extra: { ...extra, session: { disable_cpu_ep_fallback: "1" } } };
}
