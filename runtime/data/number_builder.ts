import { Bits } from "./bits.ts";
import { type CellBlock, cellNotes } from "./cell_block.ts";
import { fitsFloat32, nearestDecimal, type NumberColumn } from "./column.ts";

type Values = NumberColumn["values"];

const firstCapacity = 64;

/**
 * Gathers the numbers of a column as they are read, in the smallest type that keeps them apart: bytes
 * become float32 with the first number that is no byte, float32 becomes float64 with the first that
 * needs it. Which one that is follows from what is known of all numbers so far: least, largest, and
 * decimals.
 */
export class NumberBuilder {
  #values: Values = new Uint8Array(firstCapacity);
  #length = 0;
  #expected = 0;
  #low = Infinity;
  #high = -Infinity;
  /** The most that a number is written with. */
  #decimals = 0;
  /** Whether they say nothing, as in 1.0. */
  #isWhole = true;
  #missing: Bits | undefined;
  #marked: Bits | undefined;

  /** @param name The column's. */
  constructor(readonly name: string) {}

  /**
   * Adds some rows of a column of a block.
   * @param start Where the column starts in the block.
   */
  add(block: CellBlock, start: number, rows: number): void {
    const decimals = this.#decimalsNeeded;
    this.#look(block, start, rows);
    this.#reserve(this.#length + rows, decimals);
    this.#values.set(block.values.subarray(start, start + rows), this.#length);
    this.#length += rows;
  }

  /** Says how many rows there will be, as far as is known. */
  expect(rows: number): void {
    this.#expected = rows;
  }

  /** The column. */
  build(): NumberColumn {
    const values = this.#values.subarray(0, this.#length);
    return {
      kind: "number",
      name: this.name,
      values,
      ...values instanceof Float32Array && { decimals: this.#decimalsNeeded },
      range: { low: this.#low, high: this.#high },
      ...this.#missing && { missing: this.#missing },
      ...this.#marked && { marked: this.#marked },
    };
  }

  /** Takes note of what the numbers are like. */
  #look({ values, notes }: CellBlock, start: number, rows: number): void {
    let [low, high, decimals] = [this.#low, this.#high, this.#decimals];
    for (let at = start; at < start + rows; at++) {
      const note = notes[at];
      if (note >= cellNotes.word) {
        this.#noteMissing(this.#length + at - start, note);
        continue;
      }
      const value = values[at];
      if (value < low) low = value;
      if (value > high) high = value;
      if (note > decimals) decimals = note;
      if (note > 0 && this.#isWhole) this.#isWhole = Number.isInteger(value);
    }
    [this.#low, this.#high, this.#decimals] = [low, high, decimals];
  }

  get #decimalsNeeded(): number {
    return this.#isWhole ? 0 : this.#decimals;
  }

  #noteMissing(row: number, note: number): void {
    this.#missing ??= new Bits();
    this.#missing.add(row);
    if (note !== cellNotes.marked) return;
    this.#marked ??= new Bits();
    this.#marked.add(row);
  }

  /** Makes room for so many values of a type that takes them all. */
  #reserve(length: number, decimalsBefore: number): void {
    const old = this.#values;
    const Type = this.#typeNeeded();
    if (length <= old.length && old instanceof Type) return;
    const capacity = length <= old.length
      ? old.length
      : Math.max(length, 2 * old.length, this.#expected);
    const values = new Type(capacity);
    values.set(old.subarray(0, this.#length));
    if (old instanceof Float32Array && values instanceof Float64Array) {
      for (let at = 0; at < this.#length; at++) {
        values[at] = nearestDecimal(values[at], decimalsBefore);
      }
    }
    this.#values = values;
  }

  #typeNeeded() {
    const range = { low: this.#low, high: this.#high };
    const decimals = this.#decimalsNeeded;
    if (decimals === 0 && range.low >= 0 && range.high <= 255) return Uint8Array;
    return fitsFloat32(range, decimals) ? Float32Array : Float64Array;
  }
}
