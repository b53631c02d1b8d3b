import type { Scaling } from "./scaler.ts";

/**
 * What was learnt from the training rows before training: all the compiler knows of values.
 *
 * @internal
 */
export interface Statistics {
  readonly scaling: Scaling;
  /** How many training rows each class has; empty for numbers. */
  readonly classCounts: readonly number[];
}

/** Statistics for shapes alone, where no row has been read. */
export const noStatistics: Statistics = {
  scaling: { center: new Float64Array(), spread: new Float64Array() },
  classCounts: [],
};
