/** Whether the numbers of some seeds are those of the reference. */

import { deviationOf } from "../../runtime/compare/statistics.ts";

/** How far the mean of `measured` may be from that of `reference`. */
export interface Allowance {
  /** How many rows a share is taken of, so that one row is 1 / rows of it; none for other numbers. */
  readonly rows?: number;
  /** Whether there are too few seeds to know their deviation: the reference's is then taken if it is larger. */
  readonly hasFewSeeds?: boolean;
}

/**
 * The largest of four combined standard errors, one row and 0.002. Where one side has a single seed, its
 * standard deviation is taken to be that of the other.
 */
export function allowedDifference(
  measured: readonly number[],
  reference: readonly number[],
  { rows, hasFewSeeds = false }: Allowance = {},
): number {
  const [own, other] = [deviationOf(measured), deviationOf(reference)];
  const here = hasFewSeeds ? Math.max(own || 0, other || 0) : known(own, other);
  const there = known(other, own);
  const error = Math.hypot(
    here / Math.sqrt(measured.length),
    there / Math.sqrt(reference.length),
  );
  return Math.max(4 * error, rows === undefined ? 0 : 1 / rows, 0.002);
}

function known(deviation: number, otherwise: number): number {
  return Number.isNaN(deviation) ? otherwise || 0 : deviation;
}
