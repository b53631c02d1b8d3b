import type { Note } from "../../dsl/text/diagnostic.ts";
import type { Frame } from "./frame.ts";

/** How many of them are shown. */
const shownCells = 5;

/** Cells of one column that have the same thing wrong with them. */
export interface OddCells {
  readonly column: string;
  readonly count: number;
  /** The first few, as they were written, with their places. */
  readonly first: readonly { readonly text: string; readonly place: string }[];
}

/** The cells of some rows. @param rows Numbers of rows, from 0; at least one. */
export function oddCells(frame: Frame, column: string, rows: readonly number[]): OddCells {
  const first = rows.slice(0, shownCells).map((row) => ({
    text: frame.textOf(row, column).trim(),
    place: frame.placeOf(row, column),
  }));
  return { column, count: rows.length, first };
}

/** The cells behind the first, as notes of a diagnostic that stands at that; the last says how many are not shown. */
export function otherCells({ count, first }: OddCells): readonly Note[] {
  const rest = count - first.length;
  return first.slice(1).map(({ text, place }, at, all) => ({
    message: JSON.stringify(text) +
      (rest > 0 && at === all.length - 1 ? `, and ${rest} more` : ""),
    place,
  }));
}

/** ` (12 such cells in column "age")`; nothing of a single one. */
export function inTotal({ column, count }: OddCells): string {
  if (count === 1) return "";
  return ` (${count.toLocaleString("en-US")} such cells in column ${JSON.stringify(column)})`;
}
