import { CategoryBuilder } from "../data/category_builder.ts";
import { CellBlock, cellNotes } from "../data/cell_block.ts";
import type { TableColumn } from "../data/column.ts";
import { DecimalReader, parseNumber } from "../data/decimal_reader.ts";
import { NumberBuilder } from "../data/number_builder.ts";
import { WordTable } from "../data/word_table.ts";
import { NumberForm } from "./number_form.ts";
import { type CsvTokens, incomplete } from "./csv_tokens.ts";

/** How a column is read; `any` is numbers unless its first cell is a word. */
export type CsvRole = "any" | "words" | "skip";

/** A column as the header names it. */
export interface CsvColumn {
  readonly name: string;
  readonly role: CsvRole;
}

/** What is given instead of a place where there is none. */
const none = -2;

const [skipped, numeric, wordy] = [0, 1, 2];
const kindOf: Readonly<Record<CsvRole, number>> = { skip: skipped, any: numeric, words: wordy };

/**
 * The cells of a CSV text on their way into columns. They go through a block, row by row, from which
 * each column takes its own; no text and no object is made of them.
 */
export class CsvCells {
  /** Columns of numbers in which a word turned up: they must be read again, as words. */
  readonly turned: Set<string> = new Set();
  /** How many rows were read. */
  rows = 0;

  readonly #tokens: CsvTokens;
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
  readonly #numbers: NumberForm;
  /** What stands for a missing value, however it is written. */
  readonly #missingNumbers: ReadonlySet<number>;
  /** Whether a number that stands alone in its cell needs no further look. */
  readonly #areNumbersPlain: boolean;

  /**
   * Columns without rows.
   * @param columns All of the text.
   * @param missing Words that stand for a missing value, without the empty one.
   */
  constructor(
    tokens: CsvTokens,
    { columns, missing, numbers = new NumberForm({}) }: {
      readonly columns: readonly CsvColumn[];
      readonly missing: readonly string[];
      readonly numbers?: NumberForm;
    },
  ) {
    const kept = columns.filter(({ role }) => role !== "skip");
    this.#tokens = tokens;
    this.#builders = kept.map(({ name, role }) =>
      role === "words" ? new CategoryBuilder(name) : new NumberBuilder(name)
    );
    this.#block = new CellBlock(kept.length);
    this.#kinds = Uint8Array.from(columns, ({ role }) => kindOf[role]);
    this.#slots = Int32Array.from(columns, (column) => kept.indexOf(column));
    this.#starts = this.#slots.map((slot) => slot * this.#block.rows);
    for (const word of missing) this.#markers.add(word);
    this.#numbers = numbers;
    this.#missingNumbers = new Set(missing.flatMap((word) => parseNumber(word) ?? []));
    this.#areNumbersPlain = !tokens.isSeparatorNumeric && tokens.separatorLength === 1 &&
      numbers.isPlain;
  }

  /** Lets columns make room at once for as many rows as there will be, as far as is known. */
  expect(rows: number): void {
    this.#builders.forEach((builder) => builder.expect(rows));
  }

  /** Reads the next record. @returns How many cells it has, or `incomplete`. */
  readRow(): number {
    const count = this.#readCells();
    if (count === incomplete) return incomplete;
    this.rows += 1;
    this.#filled += 1;
    if (this.#filled === this.#block.rows) this.#flush();
    return count;
  }

  /** The columns that were not skipped. */
  build(): readonly TableColumn[] {
    this.#flush();
    return this.#builders.map((builder) => builder.build());
  }

  #flush(): void {
    const block = this.#block;
    this.#builders.forEach((builder, slot) => builder.add(block, slot * block.rows, this.#filled));
    this.#filled = 0;
  }

  #readCells(): number {
    const tokens = this.#tokens;
    this.#column = 0;
    for (let at = tokens.at;;) {
      let end = this.#areNumbersPlain ? this.#readNumbers(at) : none;
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
    let last = none;
    for (let at = start; this.#kinds[this.#column] === numeric; at = last + 1) {
      const end = this.#decimal.read(bytes, tokens.skipBlanks(at));
      const isFollowed = bytes[end] === separatorByte;
      if (end < 0 || !isFollowed && !tokens.isCellEnd(end)) break;
      this.#keepNumber(this.#placeOf(this.#column));
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
    const { value, decimals } = this.#decimal;
    const isMissing = this.#missingNumbers.has(value);
    this.#block.values[place] = isMissing ? NaN : value;
    this.#block.notes[place] = isMissing ? cellNotes.marked : decimals;
  }

  #keepCell(column: number): void {
    this.#tokens.trim();
    const { cell, start, stop } = this.#tokens;
    const { values, notes } = this.#block;
    const place = this.#placeOf(column);
    values[place] = NaN;
    if (start === stop) notes[place] = cellNotes.missing;
    else if (this.#markers.find(cell, start, stop) >= 0) notes[place] = cellNotes.marked;
    else if (this.#kinds[column] === numeric && this.#readNumber()) this.#keepNumber(place);
    else this.#keepWord(column, place);
  }

  /** Whether the cell is a number. */
  #readNumber(): boolean {
    const { cell, start, stop } = this.#tokens;
    if (this.#numbers.isPlain) return this.#decimal.read(cell, start) === stop;
    const plain = this.#numbers.plain(cell.subarray(start, stop));
    return plain !== undefined && this.#decimal.read(plain, 0) === plain.length - 1;
  }

  #keepWord(column: number, place: number): void {
    const builder = this.#builders[this.#slots[column]];
    if (builder instanceof CategoryBuilder) {
      const { cell, start, stop } = this.#tokens;
      this.#block.values[place] = builder.table.codeOf(cell, start, stop);
      this.#block.notes[place] = cellNotes.word;
    } else if (this.rows === 0) {
      this.#builders[this.#slots[column]] = new CategoryBuilder(builder.name);
      this.#kinds[column] = wordy;
      this.#keepWord(column, place);
    } else {
      // What went before is numbers by now, and no more the words that they were written as.
      this.turned.add(builder.name);
      this.#kinds[column] = skipped;
    }
  }
}
