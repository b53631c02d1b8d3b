import { Bits } from "./bits.ts";
import { type CellBlock, cellNotes } from "./cell_block.ts";
import type { CategoryColumn } from "./column.ts";
import { WordTable } from "./word_table.ts";

/** Gathers the words of a column as they are read. */
export class CategoryBuilder {
  /** The words so far; the values of a block are their codes. */
  readonly table: WordTable = new WordTable();
  #codes = new Int32Array(64);
  #length = 0;
  #expected = 0;
  #marked: Bits | undefined;

  /** @param name The column's. */
  constructor(readonly name: string) {}

  /**
   * Adds some rows of a column of a block.
   * @param start Where the column starts in the block.
   */
  add({ values, notes }: CellBlock, start: number, rows: number): void {
    this.#reserve(this.#length + rows);
    for (let at = start, row = this.#length; at < start + rows; at++, row++) {
      this.#codes[row] = notes[at] === cellNotes.word ? values[at] : -1;
      if (notes[at] !== cellNotes.marked) continue;
      this.#marked ??= new Bits();
      this.#marked.add(row);
    }
    this.#length += rows;
  }

  /** Says how many rows there will be, as far as is known. */
  expect(rows: number): void {
    this.#expected = rows;
  }

  /** The column. */
  build(): CategoryColumn {
    return {
      kind: "category",
      name: this.name,
      codes: this.#codes.subarray(0, this.#length),
      words: this.table.words(),
      ...this.#marked && { marked: this.#marked },
    };
  }

  #reserve(length: number): void {
    if (length <= this.#codes.length) return;
    const codes = new Int32Array(Math.max(length, 2 * this.#codes.length, this.#expected));
    codes.set(this.#codes);
    this.#codes = codes;
  }
}
