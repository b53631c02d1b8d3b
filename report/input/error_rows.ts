import { type NumberRow, numberRows } from "./number_rows.ts";
import type { RecordedPart } from "./records.ts";
import { rowLabel } from "./row_cells.ts";

/** A row that got a number, and by how much it is off. */
export interface ErrorRow extends NumberRow {
  /** What is said minus what is true: above 0 it is too high. */
  readonly error: number;
  /** How the row is called: `line 389`. */
  readonly name: string;
}

/** The recorded rows of one target with their errors. */
export function errorRows(
  part: RecordedPart,
  which: { readonly target: number; readonly targets: number },
): readonly ErrorRow[] {
  return numberRows(part, which).map((row) => ({
    ...row,
    error: row.said - row.truth,
    name: rowLabel(part, row.at),
  }));
}

/** The rows that are off the most, the worst first. */
export function worstFirst(rows: readonly ErrorRow[], most: number): readonly ErrorRow[] {
  return [...rows].sort((one, other) =>
    Math.abs(other.error) - Math.abs(one.error) || one.at - other.at
  ).slice(0, most);
}

/** How large the errors of some rows are. */
export interface ErrorSizes {
  readonly rows: number;
  /** Mean absolute error. */
  readonly mae: number;
  /** Mean error: above 0 predictions are too high. */
  readonly bias: number;
  /** Root mean squared error. */
  readonly rmse: number;
  /** Coefficient of determination; NaN where the truth is the same everywhere. */
  readonly r2: number;
}

/** The sizes of errors. */
export function errorSizes(rows: readonly ErrorRow[]): ErrorSizes {
  const truth = mean(rows.map((row) => row.truth));
  const squares = mean(rows.map(({ error }) => error ** 2));
  const variance = mean(rows.map((row) => (row.truth - truth) ** 2));
  return {
    rows: rows.length,
    mae: mean(rows.map(({ error }) => Math.abs(error))),
    bias: mean(rows.map(({ error }) => error)),
    rmse: Math.sqrt(squares),
    r2: variance > 0 ? 1 - squares / variance : NaN,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Rows whose truth lies in one range. */
export interface ErrorRange extends ErrorSizes {
  /** The least and the largest truth in it. */
  readonly low: number;
  readonly high: number;
}

const mostRanges = 6;
/** Fewer rows make no mean. */
const leastRows = 8;

/** The rows cut by their truth into up to 6 ranges of about equal counts; none where they do not make two. */
export function errorRanges(rows: readonly ErrorRow[]): readonly ErrorRange[] {
  const sorted = [...rows].sort((one, other) => one.truth - other.truth);
  const wanted = Math.min(mostRanges, Math.floor(rows.length / leastRows));
  const groups: ErrorRow[][] = [];
  for (const [index, row] of sorted.entries()) {
    const nth = Math.floor(index * wanted / rows.length);
    const last = groups.at(-1);
    // The same number is not in two ranges.
    if (!last || nth >= groups.length && last[last.length - 1].truth !== row.truth) {
      groups.push([row]);
    } else last.push(row);
  }
  if (wanted < 2 || groups.length < 2) return [];
  return groups.map((group) => ({
    ...errorSizes(group),
    low: group[0].truth,
    high: group[group.length - 1].truth,
  }));
}
