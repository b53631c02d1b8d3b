/** What is known of a cell whose value is no number; else its note says how many decimals it has. */
export const cellNotes = {
  /** It is empty. */
  missing: 255,
  /** It says that it is missing, such as `?`. */
  marked: 254,
  /** It is a word, and its column one of words. */
  word: 253,
} as const;

/** Some rows of cells on their way from a reader to columns, column by column. */
export class CellBlock {
  /** Numbers, or codes of words: [width, rows]. */
  readonly values: Float64Array;
  /** [width, rows]: how many decimals a number has, or one of `cellNotes`. */
  readonly notes: Uint8Array;
  /** How many rows there is room for: a column starts so many cells after the one before it. */
  readonly rows: number;

  /** @param width How many cells a row has. */
  constructor(readonly width: number) {
    // Few enough that the block stays in the processor's cache.
    this.rows = Math.max(1, Math.floor(2 ** 16 / Math.max(1, width)));
    this.values = new Float64Array(this.rows * width);
    this.notes = new Uint8Array(this.rows * width);
  }
}
