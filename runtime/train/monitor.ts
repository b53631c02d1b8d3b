import type { Monitor } from "../../compiler/vocabulary/train_stage.ts";
import type { EpochRecord } from "./history.ts";

/** What the `train` stage says about watching the training. */
export interface MonitorOptions {
  readonly keep: "last" | "best";
  readonly monitor: Monitor;
  readonly patience?: number;
  readonly min_delta: number;
}

/** Remembers the best epoch so far and says when to stop. */
export interface Watch {
  /** The best epoch so far; nothing as long as the monitor was no finite number. */
  readonly best: number | undefined;
  /** Called after each epoch. @returns Whether training should end. */
  observe(record: EpochRecord, state: Float32Array): boolean;
  /** The parameters to keep, and the epoch they are from. */
  kept(): { readonly state: Float32Array; readonly epoch: number };
}

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
  let kept = { state: new Float32Array(), epoch: 0 };
  return {
    get best() {
      return best?.epoch;
    },
    observe(record, state) {
      const cost = costs[monitor](record) ?? NaN;
      const isBetter = Number.isFinite(cost) && cost < (best?.cost ?? Infinity) - min_delta;
      if (isBetter) best = { cost, epoch: record.epoch };
      waited = isBetter ? 0 : waited + 1;
      // The first epoch is kept until there is a better one.
      if (isBetter || !keepsBest || kept.epoch === 0) {
        kept = { state: state.slice(), epoch: record.epoch };
      }
      return patience !== undefined && waited >= patience;
    },
    kept: () => kept,
  };
}

/** The monitored number, turned so that less is better. */
const costs: Record<Monitor, (record: EpochRecord) => number | undefined> = {
  train_loss: ({ train }) => train.loss,
  valid_loss: ({ valid }) => valid.loss,
  train_accuracy: ({ train }) => train.accuracy && -train.accuracy,
  valid_accuracy: ({ valid }) => valid.accuracy && -valid.accuracy,
};
