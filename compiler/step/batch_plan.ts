/** How the rows of an epoch fall into steps. */
export interface BatchPlan {
  /** Training rows. */
  readonly rows: number;
  /** Rows a step, at most `rows`. */
  readonly batch: number;
  /** Steps an epoch; the last one may have fewer rows. */
  readonly steps: number;
  readonly isRagged: boolean;
  readonly shuffle: boolean;
  readonly seed: number;
}

/** How an epoch of `rows` rows falls into batches. */
export function planBatches(
  options: { rows: number; batch: number; shuffle: boolean; seed: number },
): BatchPlan {
  const { rows } = options;
  const batch = Math.min(options.batch, rows);
  return { ...options, batch, steps: Math.ceil(rows / batch), isRagged: rows % batch !== 0 };
}

/** What of a training says how its rows fall into batches. */
export interface BatchedTraining {
  readonly train: Pick<BatchPlan, "batch" | "shuffle">;
  readonly seed: number;
}

/** How the training rows of a program fall into batches. @param rows How many there are. */
export function batchPlanOf(
  { train: { batch, shuffle }, seed }: BatchedTraining,
  rows: number,
): BatchPlan {
  return planBatches({ rows, batch, shuffle, seed });
}
