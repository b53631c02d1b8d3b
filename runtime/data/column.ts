import { InternalError } from "../../dsl/text/diagnostic.ts";
import { Bits } from "./bits.ts";
import { maxExactDecimals, powersOfTen } from "./decimal_reader.ts";

/** What a reader makes of a column. */
export type Column = TableColumn | ImageColumn;

/** A column of a table. */
export type TableColumn = NumberColumn | CategoryColumn;

/** The least and the largest of some numbers; infinite, the wrong way round, where there are none. */
export interface Range {
  /** The least. */
  readonly low: number;
  /** The largest. */
  readonly high: number;
}

/** A column of numbers. */
export interface NumberColumn {
  /** Tells it from the others. */
  readonly kind: "number";
  /** As in the header, without blanks around it. */
  readonly name: string;
  /**
   * [rows]. Bytes where all are whole and in 0..255; else float32, unless that would merge numbers
   * that differ. What stands at a missing cell means nothing.
   */
  readonly values: Uint8Array | Float32Array | Float64Array;
  /** float32 values stand for the nearest number of so many decimals: `valueAt` gives that. */
  readonly decimals?: number;
  /** Of the values that are not missing. */
  readonly range: Range;
  /** Cells without a value. */
  readonly missing?: Bits;
  /** Those of them that say so by a word, such as `?`. */
  readonly marked?: Bits;
}

/** A column of words. */
export interface CategoryColumn {
  /** Tells it from the others. */
  readonly kind: "category";
  /** As in the header, without blanks around it. */
  readonly name: string;
  /** [rows], each a place in `words`; -1 where the cell is missing. */
  readonly codes: Int32Array;
  /** Without blanks around them. A reader gives those that a row has, in the order of their first rows. */
  readonly words: readonly string[];
  /** Missing cells that say so by a word, such as `?`. */
  readonly marked?: Bits;
}

/** A column of images of one size. */
export interface ImageColumn {
  /** Tells it from the others. */
  readonly kind: "image";
  /** As people call it. */
  readonly name: string;
  /** [rows, height, width, channels], row-major. */
  readonly bytes: Uint8Array;
  /** Of each image. */
  readonly shape: readonly [height: number, width: number, channels: number];
}

/** A column of numbers as they are. @param values NaN where a cell is missing. */
export function numberColumn(name: string, values: NumberColumn["values"]): NumberColumn {
  const missing = new Bits();
  let [low, high] = [Infinity, -Infinity];
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) missing.add(row);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const range = { low, high };
  return { kind: "number", name, values, range, ...missing.count > 0 && { missing } };
}

/** Numbers in float32 where that changes none of them. */
export function narrowed(values: Float64Array): Float32Array | Float64Array {
  const float32 = Float32Array.from(values);
  const isSame = values.every((value, at) => Object.is(value, float32[at]));
  return isSame ? float32 : values;
}

/** A column that must be one of a table. */
export function tabular(column: Column): TableColumn {
  if (column.kind === "image") throw new InternalError(`Column ${column.name} holds images`);
  return column;
}

/** Whether a cell has no value. */
export function isMissing(column: TableColumn, row: number): boolean {
  if (column.kind === "category") return column.codes[row] < 0;
  return column.missing?.has(row) ?? false;
}

/** How many cells have no value. */
export function missingCount(column: TableColumn): number {
  if (column.kind === "number") return column.missing?.count ?? 0;
  return column.codes.reduce((count, code) => code < 0 ? count + 1 : count, 0);
}

/** The number in a cell, as it was written. */
export function valueAt({ values, decimals }: NumberColumn, row: number): number {
  const value = values[row];
  return values instanceof Float32Array && decimals !== undefined
    ? nearestDecimal(value, decimals)
    : value;
}

/**
 * The numbers of some rows, as they were written.
 * @param into [rows.length], filled and given back.
 */
export function valuesOf(
  { values, decimals }: NumberColumn,
  { rows, into }: { readonly rows: Int32Array; readonly into: Float64Array },
): Float64Array {
  for (let at = 0; at < rows.length; at++) into[at] = values[rows[at]];
  if (!(values instanceof Float32Array) || decimals === undefined) return into;
  for (let at = 0; at < rows.length; at++) into[at] = nearestDecimal(into[at], decimals);
  return into;
}

/**
 * Whether float32 would lose what tells the numbers apart: whole ones beyond 2^24, as ids and times are, or
 * ones that lie close together far from 0. Of all others it only drops digits that no measurement has.
 */
export function isWide(column: NumberColumn): boolean {
  const { values, range: { low, high } } = column;
  if (!(values instanceof Float64Array)) return false;
  const isWhole = values.every((value, row) => Number.isInteger(value) || isMissing(column, row));
  return isWhole || high > low && high - low < Math.max(-low, high) / 128;
}

/** The number of so many decimals next to a value: the one it was rounded from where `fitsFloat32`. */
export function nearestDecimal(value: number, decimals: number): number {
  const unit = powersOfTen[decimals];
  return Math.round(value * unit) / unit;
}

/**
 * Whether float32 keeps numbers of so many decimals apart: it has 24 bits, so up to 2^23 units of
 * the last decimal it is right to less than half a unit, and the number can be found again.
 */
export function fitsFloat32({ low, high }: Range, decimals: number): boolean {
  return decimals <= maxExactDecimals &&
    Math.max(-low, high) * powersOfTen[decimals] <= 2 ** 23;
}
