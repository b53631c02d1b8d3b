import { Bits } from "./bits.ts";
import { CellBlock, cellNotes } from "./cell_block.ts";
import {
  type CategoryColumn,
  type ImageColumn,
  isMissing,
  type NumberColumn,
  valuesOf,
} from "./column.ts";
import { maxExactDecimals } from "./decimal_reader.ts";
import { NumberBuilder } from "./number_builder.ts";

/** Some rows of a column. */
export interface RowsOf<C> {
  readonly column: C;
  /** Their numbers, from 0. */
  readonly rows: Int32Array;
}

/** So many rows, from the first on. */
export function allRows(count: number): Int32Array {
  const rows = new Int32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

/** Rows of columns of numbers as one column, in the smallest type that keeps them apart. */
export function gatherNumbers(
  name: string,
  parts: readonly RowsOf<NumberColumn>[],
): NumberColumn {
  const builder = new NumberBuilder(name);
  const block = new CellBlock(1);
  for (const { column, rows } of parts) {
    for (let start = 0; start < rows.length; start += block.rows) {
      const some = rows.subarray(start, start + block.rows);
      fill(block, column, some);
      builder.add(block, 0, some.length);
    }
  }
  return builder.build();
}

function fill(block: CellBlock, column: NumberColumn, rows: Int32Array): void {
  valuesOf(column, { rows, into: block.values });
  block.notes.fill(decimalsOf(column));
  if (!column.missing) return;
  rows.forEach((row, at) => {
    if (!isMissing(column, row)) return;
    block.notes[at] = column.marked?.has(row) ? cellNotes.marked : cellNotes.missing;
  });
}

/** No number of the column has more, as far as is known. */
function decimalsOf({ values, decimals }: NumberColumn): number {
  if (values instanceof Uint8Array) return 0;
  return values instanceof Float32Array && decimals !== undefined ? decimals : maxExactDecimals + 1;
}

/** Rows of columns of images of one size as one column. */
export function gatherImages(name: string, parts: readonly RowsOf<ImageColumn>[]): ImageColumn {
  const [{ column: { shape } }] = parts;
  const size = shape.reduce((product, dim) => product * dim, 1);
  const count = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  const bytes = new Uint8Array(count * size);
  let at = 0;
  for (const { column, rows } of parts) {
    for (const row of rows) {
      bytes.set(column.bytes.subarray(row * size, (row + 1) * size), at);
      at += size;
    }
  }
  return { kind: "image", name, bytes, shape };
}

/** Rows of columns of words as one column. */
export function gatherCategories(
  name: string,
  parts: readonly RowsOf<CategoryColumn>[],
): CategoryColumn {
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(parts.reduce((sum, { rows }) => sum + rows.length, 0));
  const marked = new Bits();
  let at = 0;
  for (const { column, rows } of parts) {
    for (const row of rows) {
      const word = column.words[column.codes[row]];
      if (word !== undefined && !codeOf.has(word)) codeOf.set(word, codeOf.size);
      codes[at] = word === undefined ? -1 : codeOf.get(word)!; // every word was given a code
      if (column.marked?.has(row)) marked.add(at);
      at += 1;
    }
  }
  return {
    kind: "category",
    name,
    codes,
    words: [...codeOf.keys()],
    ...marked.count > 0 && { marked },
  };
}
