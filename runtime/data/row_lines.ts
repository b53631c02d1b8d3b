/** Where the rows of a frame stand in the one file that they are from. */
export interface FileLines {
  /** The file, as shown to people. */
  readonly file: string;
  /** The line of a row, from 1. @param row From 0. */
  of(row: number): number;
}

/** The line of each row of a text; of rows that stand on one line each, one below the other, the first is kept. */
export class RowLines {
  readonly #rows: number[] = [];
  readonly #lines: number[] = [];
  #expected = -1;

  /** Notes a row, each after the one before. @param line Where it starts. */
  add(row: number, line: number): void {
    if (line !== this.#expected) {
      this.#rows.push(row);
      this.#lines.push(line);
    }
    this.#expected = line + 1;
  }

  /** The line of a row that was noted. */
  of(row: number): number {
    let [low, high] = [0, this.#rows.length];
    // The last run that does not begin behind the row.
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#rows[middle] <= row) low = middle;
      else high = middle;
    }
    return this.#lines[low] + row - this.#rows[low];
  }
}
