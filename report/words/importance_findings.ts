import type { ShuffledColumn } from "../input/column_importance.ts";

/** A column that carries more than this share of all that is lost is told. */
const mainShare = 0.5;

/** The column whose mean is more than half of the sum of all means above 0, where there are several columns. */
export function mainColumn(columns: readonly ShuffledColumn[]): string | undefined {
  const lost = columns.reduce((sum, { mean }) => sum + Math.max(0, mean), 0);
  const [first] = [...columns].sort((one, other) => other.mean - one.mean);
  return columns.length > 1 && first.mean > mainShare * lost ? first.column : undefined;
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
