import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { batchesOf, type BatchPlan, rowsInStep } from "./batches.ts";
import { diagnoseDivergence } from "./divergence.ts";
import type { Tensors } from "../engine/engine.ts";
import type { Scores } from "../evaluate/evaluate.ts";
import { interrupted } from "./train_diagnostics.ts";
import type { SpanPace } from "./pace.ts";
import { isSpanFinite, runSpan, type TrainingTools } from "./span.ts";

/** What all epochs of a training share. */
export interface EpochTools extends TrainingTools {
  readonly pace: SpanPace;
  readonly signal?: AbortSignal;
}

/** What an epoch leaves. */
export interface TrainedEpoch {
  /** State and slots. */
  readonly carried: Tensors;
  /** The loss of each step, before it. */
  readonly losses: Float32Array;
  /** `loss` and, for classes, `accuracy`, gathered during the epoch. */
  readonly scores: Scores;
}

/**
 * One pass over the training rows, span by span.
 * @param epoch From 1.
 * @throws {PenstockError} If a number stops being finite (E0601) or the signal aborts (E0603).
 */
export async function trainEpoch(
  tools: EpochTools,
  start: Tensors,
  epoch: number,
): Promise<TrainedEpoch> {
  const { plan, pace, signal } = tools;
  const batches = batchesOf(plan, epoch);
  const losses = new Float32Array(plan.steps);
  let carried = start;
  let right: number | undefined;
  for (let first = 0; first < plan.steps;) {
    const end = Math.min(plan.steps, first + pace.steps);
    const started = performance.now();
    const span = { carried, batches, epoch, first, end };
    const done = await runSpan(tools, span);
    pace.observe(end - first, performance.now() - started);
    if (!isSpanFinite(done)) throw new PenstockError([await diagnoseDivergence(tools, span)]);
    carried = done.carried;
    losses.set(done.losses, first);
    if (done.correct) right = (right ?? 0) + sum(done.correct);
    await pace.breathe();
    if (signal?.aborted) throw new PenstockError([interrupted(epoch)]);
    first = end;
  }
  return { carried, losses, scores: scoresOf(plan, losses, right) };
}

/** Means over the rows of an epoch. */
function scoresOf(plan: BatchPlan, losses: Float32Array, right: number | undefined): Scores {
  const total = losses.reduce((sum, each, step) => sum + each * rowsInStep(plan, step), 0);
  const loss = total / plan.rows;
  return right === undefined ? { loss } : { loss, accuracy: right / plan.rows };
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
