import type { Monitor } from "../../compiler/vocabulary/train_stage.ts";
import type { EpochRecord } from "./history.ts";

/** What the `train` stage says about watching the training. */
export interface MonitorOptions {
  readonly keep: "last" | "best";
  readonly monitor: Monitor;
  readonly patience?: number;
  readonly min_delta: number;
}

/** What follows from an epoch. */
export interface Verdict {
  /** Whether its parameters are to be kept, instead of those kept before. */
  readonly isKept: boolean;
  /** Whether training should end. */
  readonly isLast: boolean;
  /** The best epoch so far; absent as long as the monitor was no finite number. */
  readonly best?: number;
}

/** Follows a training. A function of the records that it was told, one after the other. */
export type Watch = (record: EpochRecord) => Verdict;

/**
 * Early stopping and `keep = best`. An epoch is better if it improves on the best one by more than
 * `min_delta`; after `patience` epochs without a better one, training ends. A monitor that is no finite
 * number is never better.
 * @see `keras.callbacks.EarlyStopping` with `restore_best_weights`.
 */
export function createWatch({ keep, monitor, patience, min_delta }: MonitorOptions): Watch {
  const keepsBest = keep === "best" || patience !== undefined;
  let best: { readonly cost: number; readonly epoch: number } | undefined;
  let waited = 0;
  return (record) => {
    const cost = costs[monitor](record) ?? NaN;
    const isBetter = Number.isFinite(cost) && cost < (best?.cost ?? Infinity) - min_delta;
    if (isBetter) best = { cost, epoch: record.epoch };
    waited = isBetter ? 0 : waited + 1;
    return {
      // The first epoch is kept until there is a better one.
      isKept: isBetter || !keepsBest || record.epoch === 1,
      isLast: patience !== undefined && waited >= patience,
      ...best && { best: best.epoch },
    };
  };
}

/** The monitored number, turned so that less is better. */
const costs: Record<Monitor, (record: EpochRecord) => number | undefined> = {
  train_loss: ({ train }) => train.loss,
  valid_loss: ({ valid }) => valid.loss,
  train_accuracy: ({ train }) => train.accuracy && -train.accuracy,
  valid_accuracy: ({ valid }) => valid.accuracy && -valid.accuracy,
};
