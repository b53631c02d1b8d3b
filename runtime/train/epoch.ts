import type { Scores } from "../../report/input/metrics.ts";
import type { HeldTensors } from "../engine/held_tensors.ts";
import type { BatchPlan } from "../../compiler/step/batch_plan.ts";
import { batchesOf, rowsInStep } from "./batches.ts";
import { diagnoseDivergence } from "./divergence.ts";
import type { SpanPace } from "./pace.ts";
import type { BegunEpoch } from "./progress.ts";
import { runSpan, type SpanOfSteps, type TrainedSpan, type TrainingTools } from "./span.ts";
import type { Divergence } from "./train_diagnostics.ts";

/** What all epochs of a training share. */
export interface EpochTools extends TrainingTools {
  readonly pace: SpanPace;
}

/** What an epoch tells. */
export interface TrainedEpoch {
  /** The loss of each step, before it. */
  readonly losses: Float32Array;
  /** `loss` and, for classes, `accuracy`, gathered during the epoch. */
  readonly scores: Scores & { readonly loss: number };
}

/** How an epoch is run. */
export interface EpochOptions {
  /** State and slots, which the epoch replaces. */
  readonly carried: HeldTensors;
  /** What is made of it already. */
  readonly begun: BegunEpoch;
  /** Told between two spans of it. */
  readonly rest?: (begun: BegunEpoch) => Promise<void>;
}

/**
 * The rest of one pass over the training rows, span by span.
 * @returns What the whole epoch tells, or where a number stopped being finite.
 */
export async function trainEpoch(
  tools: EpochTools,
  { carried, begun, rest }: EpochOptions,
): Promise<TrainedEpoch | Divergence> {
  const { plan, pace } = tools;
  const { epoch } = begun;
  const batches = batchesOf(plan, epoch);
  const losses = new Float32Array(plan.steps);
  losses.set(begun.losses);
  let { right } = begun;
  for (let first = begun.losses.length; first < plan.steps;) {
    const end = Math.min(plan.steps, first + pace.steps);
    const done = await advance(tools, carried, { batches, epoch, first, end });
    if ("cause" in done) return done;
    losses.set(done.losses, first);
    if (done.correct) right = (right ?? 0) + sum(done.correct);
    await pace.breathe();
    if (end < plan.steps) await rest?.({ epoch, losses: losses.subarray(0, end), right });
    first = end;
  }
  return { losses, scores: scoresOf(plan, losses, right) };
}

/** Runs a span from the state that is held, which that after it replaces. */
async function advance(
  tools: EpochTools,
  carried: HeldTensors,
  steps: Omit<SpanOfSteps, "carried">,
): Promise<Omit<TrainedSpan, "carried"> | Divergence> {
  const span = { carried: carried.current, ...steps };
  const started = performance.now();
  const done = await runSpan(tools, span);
  tools.pace.observe(steps.end - steps.first, performance.now() - started);
  if (!done.isFinite) {
    await using _after = done.carried;
    return await diagnoseDivergence(tools, span);
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
