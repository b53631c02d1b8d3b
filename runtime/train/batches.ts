import type { BatchPlan } from "../../compiler/step/batch_plan.ts";
import { randomFor, randomOrder } from "../../compiler/initializers/random.ts";

/** The rows of each step of an epoch. */
export interface EpochBatches {
  /** int32 [steps, batch]; padding repeats row 0. */
  readonly rows: Int32Array;
  /** [steps, batch], only where ragged: 1 / n for each of the n real rows of a step, 0 for padding. */
  readonly weights?: Float32Array;
}

/** The batches of one epoch: a function of seed and epoch alone. @param epoch From 1. */
export function batchesOf(plan: BatchPlan, epoch: number): EpochBatches {
  const order = plan.shuffle
    ? randomOrder(plan.rows, randomFor(plan.seed, "shuffle", epoch))
    : Int32Array.from({ length: plan.rows }, (_, row) => row);
  if (!plan.isRagged) return { rows: order };
  const padded = new Int32Array(plan.steps * plan.batch);
  padded.set(order);
  const weights = Float32Array.from(padded, (_, at) => {
    if (at >= plan.rows) return 0;
    return 1 / rowsInStep(plan, Math.floor(at / plan.batch));
  });
  return { rows: padded, weights };
}

/** How many real rows a step has. @param step From 0. */
export function rowsInStep({ rows, batch }: BatchPlan, step: number): number {
  return Math.min(batch, rows - step * batch);
}
