import type { Report } from "../../dsl/text/report.ts";
import type { HeldTensors } from "../engine/held_tensors.ts";
import type { Scores } from "../evaluate/evaluate.ts";
import { batchesOf, type BatchPlan, rowsInStep } from "./batches.ts";
import { diagnoseDivergence } from "./divergence.ts";
import type { SpanPace } from "./pace.ts";
import { runSpan, type SpanOfSteps, type TrainedSpan, type TrainingTools } from "./span.ts";
import { interrupted } from "./train_diagnostics.ts";

/** What all epochs of a training share. */
export interface EpochTools extends TrainingTools {
  readonly pace: SpanPace;
  readonly signal?: AbortSignal;
  readonly report: Report;
}

/** What an epoch tells. */
export interface TrainedEpoch {
  /** The loss of each step, before it. */
  readonly losses: Float32Array;
  /** `loss` and, for classes, `accuracy`, gathered during the epoch. */
  readonly scores: Scores & { readonly loss: number };
}

/**
 * One pass over the training rows, span by span. Fails where a number stops being finite (E0601) or the
 * signal aborts (E0603).
 * @param carried State and slots, which the epoch replaces.
 * @param epoch From 1.
 */
export async function trainEpoch(
  tools: EpochTools,
  carried: HeldTensors,
  epoch: number,
): Promise<TrainedEpoch> {
  const { plan, pace, signal, report } = tools;
  const batches = batchesOf(plan, epoch);
  const losses = new Float32Array(plan.steps);
  let right: number | undefined;
  for (let first = 0; first < plan.steps;) {
    const end = Math.min(plan.steps, first + pace.steps);
    const done = await advance(tools, carried, { batches, epoch, first, end });
    losses.set(done.losses, first);
    if (done.correct) right = (right ?? 0) + sum(done.correct);
    await pace.breathe();
    if (signal?.aborted) report.fail(interrupted(epoch));
    first = end;
  }
  return { losses, scores: scoresOf(plan, losses, right) };
}

/** Runs a span from the state that is held, which that after it replaces. */
async function advance(
  tools: EpochTools,
  carried: HeldTensors,
  steps: Omit<SpanOfSteps, "carried">,
): Promise<Omit<TrainedSpan, "carried">> {
  const span = { carried: carried.current, ...steps };
  const started = performance.now();
  const done = await runSpan(tools, span);
  tools.pace.observe(steps.end - steps.first, performance.now() - started);
  if (!done.isFinite) {
    await using _after = done.carried;
    tools.report.fail(await diagnoseDivergence(tools, span));
  }
  await carried.replace(done.carried);
  return done;
}

/** Means over the rows of an epoch. */
function scoresOf(
  plan: BatchPlan,
  losses: Float32Array,
  right: number | undefined,
): TrainedEpoch["scores"] {
  const total = losses.reduce((sum, each, step) => sum + each * rowsInStep(plan, step), 0);
  const loss = total / plan.rows;
  return right === undefined ? { loss } : { loss, accuracy: right / plan.rows };
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
