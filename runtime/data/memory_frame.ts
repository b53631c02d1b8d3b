import { InternalError } from "../../dsl/text/diagnostic.ts";
import { type Column, isMissing, type TableColumn, valueAt } from "./column.ts";
import { columnOf, type Frame } from "./frame.ts";
import type { FileLines } from "./row_lines.ts";
import { wordsIn } from "./words.ts";

/** What a frame is made of, besides its columns. */
export interface MemoryFrameOptions {
  /** How many cells each column has. */
  readonly rows: number;
  /** Where a row stands, for people; `X.npy, row 17` unless given. Rows from 0. */
  placeOfRow?(row: number): string;
  /** The lines on which the rows stand, where they do. */
  readonly lines?: FileLines;
}

/** A frame of columns that hold all there is to know of their cells. */
export function memoryFrame(
  name: string,
  given: readonly Column[],
  { rows, lines, placeOfRow = (row) => `${name}, row ${row + 1}` }: MemoryFrameOptions,
): Frame {
  // As the names of every reader.
  const columns = given.map((column) => ({ ...column, name: column.name.normalize("NFC") }));
  const frame = {
    name,
    rows,
    columns,
    ...lines && { lines },
    placeOf: (row: number, column: string) =>
      `${placeOfRow(row)}, column ${JSON.stringify(column)}`,
    textOf(row: number, column: string) {
      const found = named(column);
      return found.kind === "image" ? "an image" : textAt(found, row);
    },
    wordsOf(column: string) {
      const found = named(column);
      if (found.kind === "image") throw new InternalError(`Column ${column} holds images`);
      if (found.kind === "category") return found;
      return wordsIn(column, Array.from({ length: rows }, (_, row) => textAt(found, row)));
    },
  };
  const named = (column: string): Column => {
    const found = columnOf(frame, column);
    if (!found) throw new InternalError(`There is no column ${column}`);
    return found;
  };
  return frame;
}

function textAt(column: TableColumn, row: number): string {
  if (isMissing(column, row)) return "";
  return column.kind === "number" ? String(valueAt(column, row)) : column.words[column.codes[row]];
}
