import { RowLines } from "../data/row_lines.ts";
import type { CsvCells } from "./csv_cells.ts";
import { type CsvTokens, incomplete } from "./csv_tokens.ts";

/** What the rows of a CSV text are read with. */
export interface CsvRowsOptions {
  /** How many rows are read at most. */
  readonly limit: number;
  /** How many columns there are. */
  readonly columns: number;
  /** Of the whole text in bytes, where that is known. */
  readonly size?: number;
  /** Told of a row that has more or fewer cells than there are columns. */
  readonly onRagged: (row: RaggedRow) => void;
  /** Whether such rows are left out. */
  readonly dropsRagged?: boolean;
}

/** A row that has more or fewer cells than there are columns. */
export interface RaggedRow {
  readonly cells: number;
  /** From 1. */
  readonly line: number;
  /** Whether its last cell is empty. */
  readonly endsEmpty: boolean;
  /** How many rows were kept before it. */
  readonly before: number;
}

/** Where some rows start: enough of them that any row is near one. */
export interface RowMarks {
  /** Every so many rows there is a mark, from the first row on. */
  readonly every: number;
  /** The byte at which the row of each mark starts. */
  readonly offsets: number[];
  /** Its line. */
  readonly lines: number[];
}

/** After so many rows it is known how long a row is. */
const firstRows = 64;

/** Reads the rows of a CSV text, as far as it is at hand. */
export class CsvRows {
  readonly marks: RowMarks = { every: 64, offsets: [], lines: [] };
  readonly lines: RowLines = new RowLines();

  readonly #tokens: CsvTokens;
  readonly #options: CsvRowsOptions;

  /** @param tokens Those of the text, behind the header; `cells` takes what stands in the rows. */
  constructor(tokens: CsvTokens, readonly cells: CsvCells, options: CsvRowsOptions) {
    this.#tokens = tokens;
    this.#options = options;
  }

  /** Reads the rows that are at hand; whether more are wanted. */
  read(): boolean {
    const tokens = this.#tokens;
    while (this.cells.rows < this.#options.limit) {
      const next = tokens.nextRecord();
      if (next === "end") return false;
      if (next === "incomplete" || !this.#readRow()) {
        tokens.wait();
        return true;
      }
    }
    return false;
  }

  #readRow(): boolean {
    const { offset, line } = this.#tokens;
    const { columns, onRagged, dropsRagged } = this.#options;
    const row = this.cells.rows;
    if (dropsRagged) {
      const found = this.#tokens.countCells();
      if (found === incomplete) return false;
      if (found !== columns) {
        if (!this.#tokens.readRecord()) return false;
        onRagged({ cells: found, line, endsEmpty: false, before: row });
        return true;
      }
    }
    const count = this.cells.readRow();
    if (count === incomplete) return false;
    if (count !== columns) {
      const { start, stop } = this.#tokens;
      onRagged({ cells: count, line, endsEmpty: start === stop, before: row });
    }
    this.lines.add(row, line);
    if (row % this.marks.every === 0) {
      this.marks.offsets.push(offset);
      this.marks.lines.push(line);
    }
    if (row + 1 === firstRows) this.#expectRows();
    return true;
  }

  /** The first rows promise how many there will be. */
  #expectRows(): void {
    const { limit, size = 0 } = this.#options;
    const rows = Math.ceil(1.05 * size * firstRows / this.#tokens.offset);
    this.cells.expect(Math.min(limit, rows));
  }
}
