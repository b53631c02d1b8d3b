import type { ErrorRange, ErrorRow } from "../input/error_rows.ts";
import { meanInterval } from "./interval.ts";

/** Which way predictions are off on average: where the 95% interval of their mean error does not reach 0. */
export function biasOf(errors: readonly number[]): "high" | "low" | undefined {
  if (errors.length < 2) return undefined;
  const [low, high] = meanInterval(errors);
  return low > 0 ? "high" : high < 0 ? "low" : undefined;
}

/** An error this many times another one is told. */
const toldFactor = 2;
/** Each half needs so many rows. */
const leastRows = 10;

/** Two halves of rows by their prediction, whose mean errors differ. */
export interface UnevenErrors {
  /** Which half is off by more. */
  readonly where: "above" | "below";
  /** What divides them. */
  readonly middle: number;
  readonly above: number;
  readonly below: number;
}

/** Whether high and low predictions, 10 of each at least, are off by more than twice as much as the others. */
export function unevenErrors(rows: readonly ErrorRow[]): UnevenErrors | undefined {
  const sorted = [...rows].sort((one, other) => one.said - other.said);
  const half = Math.floor(rows.length / 2);
  if (half < leastRows) return undefined;
  const size = (some: readonly ErrorRow[]) =>
    some.reduce((sum, { error }) => sum + Math.abs(error), 0) / some.length;
  const [below, above] = [size(sorted.slice(0, half)), size(sorted.slice(half))];
  const middle = sorted[half].said;
  if (above > toldFactor * below) return { where: "above", middle, above, below };
  return below > toldFactor * above ? { where: "below", middle, above, below } : undefined;
}

/** The range with the largest mean error, where that is more than twice the smallest one. */
export function worstRange(
  ranges: readonly ErrorRange[],
): { readonly worst: ErrorRange; readonly best: ErrorRange } | undefined {
  const sorted = [...ranges].sort((one, other) => one.mae - other.mae);
  const [best, worst] = [sorted[0], sorted.at(-1)];
  return best && worst && worst.mae > toldFactor * best.mae ? { worst, best } : undefined;
}

/** An error is far out from so many mean errors on. */
const farOut = 5;

/** How many rows are off by more than five times the mean error. */
export function farRows(rows: readonly ErrorRow[], meanError: number): number {
  return rows.filter(({ error }) => Math.abs(error) > farOut * meanError).length;
}
