import type { Encoding } from "./encoders/encoder.ts";
import type { Learnt } from "./scalers/scaler.ts";
import type { FittedTargetScaler } from "./targets/targets.ts";

/**
 * What was learnt from the training rows before training: all the compiler knows of values.
 *
 * @internal
 */
export interface Statistics {
  /** What stands where a row has no value, by column; in seconds for a date. */
  readonly fills: ReadonlyMap<string, number | string>;
  /** The columns of which a feature says where a value was missing: it was in some training row. */
  readonly indicated: ReadonlySet<string>;
  /** What each scaler learnt, from left to right, by feature. */
  readonly scalings: ReadonlyMap<string, readonly Learnt[]>;
  /** The features of words, by column. */
  readonly encodings: ReadonlyMap<string, Encoding>;
  /** What was learnt of the targets, a scaler after the other. */
  readonly targets: readonly FittedTargetScaler[];
  /** How many training rows each class has; empty for numbers. */
  readonly classCounts: readonly number[];
}

/** Statistics for shapes alone, where no row has been read. */
export const noStatistics: Statistics = {
  fills: new Map(),
  indicated: new Set(),
  scalings: new Map(),
  encodings: new Map(),
  targets: [],
  classCounts: [],
};
