import type { ShuffledColumn } from "../input/column_importance.ts";

/** A column that carries more than this share of all that is lost is told. */
const mainShare = 0.5;
/** It stands out from the next one by this factor: of two columns one always has more than half. */
const mainFactor = 2;

/** The column whose mean is more than half of the sum of all means above 0, and more than twice that of the next. */
export function mainColumn(columns: readonly ShuffledColumn[]): string | undefined {
  const lost = columns.reduce((sum, { mean }) => sum + Math.max(0, mean), 0);
  const [first, second] = [...columns].sort((one, other) => other.mean - one.mean);
  return second && first.mean > mainShare * lost && first.mean > mainFactor * second.mean
    ? first.column
    : undefined;
}

/** The columns whose every shuffle lies within so much of zero. @param worth What one row is worth, or the like. */
export function idleColumns(
  columns: readonly ShuffledColumn[],
  worth: number,
): readonly string[] {
  // Numbers have 7 digits: a row more or less is not told from just above.
  const most = worth * (1 + 1e-4);
  return columns.filter(({ drops }) => drops.every((drop) => Math.abs(drop) <= most))
    .map(({ column }) => column);
}
