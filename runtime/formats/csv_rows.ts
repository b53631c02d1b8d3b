import { CategoryBuilder } from "../data/category_builder.ts";
import { CellBlock, cellNotes } from "../data/cell_block.ts";
import type { TableColumn } from "../data/column.ts";
import { DecimalReader, parseNumber } from "../data/decimal_reader.ts";
import { NumberBuilder } from "../data/number_builder.ts";
import { WordTable } from "../data/word_table.ts";
import { type CsvTokens, incomplete } from "./csv_tokens.ts";

/** How a column is read; `any` is numbers unless its first cell is a word. */
export type CsvRole = "any" | "words" | "skip";

/** A column as the header names it. */
export interface CsvColumn {
  readonly name: string;
  readonly role: CsvRole;
}

/** What the rows of a CSV text are read with. */
export interface CsvRowsOptions {
  /** All columns of the text. */
  readonly columns: readonly CsvColumn[];
  /** Words that stand for a missing value, without the empty one. */
  readonly missing: readonly string[];
  /** How many rows are read at most. */
  readonly limit: number;
  /** Of the whole text in bytes, where that is known. */
  readonly size?: number;
  /** Told of a row that has more or fewer cells than there are columns. @param line From 1. */
  readonly onRagged: (cells: number, line: number) => void;
}

/** What is given instead of a place where there is none. */
const none = -2;

/** Where some rows start: enough of them that any row is near one. */
export interface RowMarks {
  /** Every so many rows there is a mark, from the first row on. */
  readonly every: number;
  /** The byte at which the row of each mark starts. */
  readonly offsets: number[];
  /** Its line. */
  readonly lines: number[];
}

const [skipped, numeric, wordy] = [0, 1, 2];
const kindOf: Readonly<Record<CsvRole, number>> = { skip: skipped, any: numeric, words: wordy };

/**
 * The rows of a CSV text on their way into columns. Cells go through a block, row by row, from which
 * each column takes its own; no text and no object is made of them.
 */
export class CsvRows {
  /** How many rows were read. */
  rows = 0;
  readonly marks: RowMarks = { every: 64, offsets: [], lines: [] };
  /** Columns of numbers in which a word turned up: they must be read again, as words. */
  readonly turned: Set<string> = new Set();

  readonly #tokens: CsvTokens;
  readonly #options: CsvRowsOptions;
  /** By column: how it is read, its builder, and where it starts in the block. */
  readonly #kinds: Uint8Array;
  readonly #slots: Int32Array;
  readonly #starts: Int32Array;
  readonly #builders: (NumberBuilder | CategoryBuilder)[];
  readonly #block: CellBlock;
  /** How many rows of the block are filled. */
  #filled = 0;
  /** The column of the next cell. */
  #column = 0;
  readonly #decimal = new DecimalReader();
  readonly #markers = new WordTable();
  /** Whether a number with a separator behind it is one without a further look. */
  readonly #isNumberEnough: boolean;

  /** @param tokens Those of the text, behind the header. */
  constructor(tokens: CsvTokens, options: CsvRowsOptions) {
    const { columns, missing } = options;
    this.#tokens = tokens;
    this.#options = options;
    const kept = columns.filter(({ role }) => role !== "skip");
    this.#kinds = Uint8Array.from(columns, ({ role }) => kindOf[role]);
    this.#slots = Int32Array.from(columns, (column) => kept.indexOf(column));
    this.#builders = kept.map(({ name, role }) =>
      role === "words" ? new CategoryBuilder(name) : new NumberBuilder(name)
    );
    this.#block = new CellBlock(kept.length);
    this.#starts = this.#slots.map((slot) => slot * this.#block.rows);
    for (const word of missing) this.#markers.add(word);
    this.#isNumberEnough = !tokens.isSeparatorNumeric && tokens.separatorLength === 1 &&
      missing.every((word) => parseNumber(word) === undefined);
  }

  /** Reads the rows that are at hand; whether more are wanted. */
  read(): boolean {
    const tokens = this.#tokens;
    while (this.rows < this.#options.limit) {
      const next = tokens.nextRecord();
      if (next === "end") return false;
      if (next === "incomplete" || !this.#readRow()) {
        tokens.wait();
        return true;
      }
    }
    return false;
  }

  /** The columns that were not skipped. */
  columns(): readonly TableColumn[] {
    this.#flush();
    return this.#builders.map((builder) => builder.build());
  }

  #readRow(): boolean {
    const { offset, line } = this.#tokens;
    const count = this.#readCells();
    if (count === incomplete) return false;
    if (count !== this.#kinds.length) this.#options.onRagged(count, line);
    if (this.rows % this.marks.every === 0) {
      this.marks.offsets.push(offset);
      this.marks.lines.push(line);
    }
    this.rows += 1;
    this.#filled += 1;
    if (this.#filled === this.#block.rows) this.#flush();
    return true;
  }

  #flush(): void {
    const block = this.#block;
    if (this.rows === block.rows) this.#expectRows();
    this.#builders.forEach((builder, slot) => builder.add(block, slot * block.rows, this.#filled));
    this.#filled = 0;
  }

  /** Lets columns make room at once for as many rows as the first ones promise. */
  #expectRows(): void {
    const { limit, size = 0 } = this.#options;
    const expected = Math.min(limit, Math.ceil(1.05 * size * this.rows / this.#tokens.offset));
    this.#builders.forEach((builder) => builder.expect(expected));
  }

  /** How many cells the next record has, which is then behind. */
  #readCells(): number {
    const tokens = this.#tokens;
    this.#column = 0;
    for (let at = tokens.at;;) {
      let end = this.#isNumberEnough ? this.#readNumbers(at) : none;
      if (end === none) end = this.#readCell(at);
      if (end === incomplete) return incomplete;
      if (!tokens.isSeparator(end)) return tokens.endRecord(end) ? this.#column : incomplete;
      at = end + tokens.separatorLength;
    }
  }

  /**
   * Reads cells as long as they hold a number and no more: nearly all of most tables.
   * @returns Where the last of them ends; `none` if there is none.
   */
  #readNumbers(start: number): number {
    const tokens = this.#tokens;
    const { bytes, separatorByte } = tokens;
    const { values, notes } = this.#block;
    const decimal = this.#decimal;
    let last = none;
    for (let at = start; this.#kinds[this.#column] === numeric; at = last + 1) {
      const end = decimal.read(bytes, tokens.skipBlanks(at));
      const isFollowed = bytes[end] === separatorByte;
      if (end < 0 || !isFollowed && !tokens.isCellEnd(end)) break;
      const place = this.#placeOf(this.#column);
      values[place] = decimal.value;
      notes[place] = decimal.decimals;
      this.#column += 1;
      last = end;
      if (!isFollowed) break;
    }
    return last;
  }

  /** Reads any cell. @returns Where it ends, or `incomplete`. */
  #readCell(at: number): number {
    const end = this.#tokens.readCell(at);
    if (end === incomplete) return incomplete;
    // A row may have more cells than there are columns.
    const isKept = this.#column < this.#kinds.length && this.#kinds[this.#column] !== skipped;
    if (isKept) this.#keepCell(this.#column);
    this.#column += 1;
    return end;
  }

  /** Where a cell of the row that is being read belongs in the block. */
  #placeOf(column: number): number {
    return this.#starts[column] + this.#filled;
  }

  #keepNumber(place: number): void {
    this.#block.values[place] = this.#decimal.value;
    this.#block.notes[place] = this.#decimal.decimals;
  }

  #keepCell(column: number): void {
    this.#tokens.trim();
    const { cell, start, stop } = this.#tokens;
    const place = this.#placeOf(column);
    this.#block.values[place] = NaN;
    if (start === stop) this.#block.notes[place] = cellNotes.missing;
    else if (this.#markers.find(cell, start, stop) >= 0) {
      this.#block.notes[place] = cellNotes.marked;
    } else if (this.#kinds[column] === numeric && this.#decimal.read(cell, start) === stop) {
      this.#keepNumber(place);
    } else this.#keepWord(column, place);
  }

  #keepWord(column: number, place: number): void {
    const slot = this.#slots[column];
    const builder = this.#builders[slot];
    if (builder instanceof CategoryBuilder) {
      const { cell, start, stop } = this.#tokens;
      this.#block.values[place] = builder.table.codeOf(cell, start, stop);
      this.#block.notes[place] = cellNotes.word;
      return;
    }
    // What went before is numbers by now, and no more the words that they were written as.
    if (this.rows > 0) {
      this.turned.add(builder.name);
      this.#kinds[column] = skipped;
      return;
    }
    this.#builders[slot] = new CategoryBuilder(builder.name);
    this.#kinds[column] = wordy;
    this.#keepWord(column, place);
  }
}
