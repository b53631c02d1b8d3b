import { textInputNames } from "../../compiler/preprocessing/preprocess.ts";
import type { Schema } from "../../compiler/schema/schema.ts";
import type { CategoryColumn, NumberColumn } from "../data/column.ts";
import { floats, type HostTensor, type Tensors } from "../engine/tensor.ts";

/** Columns in the order of a schema, without missing cells. */
export interface RawColumns {
  readonly numeric: readonly NumberColumn[];
  readonly categories: readonly CategoryColumn[];
}

/** Some rows as a model takes them. */
export interface RawBlock {
  /** How many rows were given before. */
  readonly start: number;
  readonly rows: number;
  /** `numeric` float32 [rows, F], and text [rows] a category. */
  readonly inputs: Tensors;
}

/** Of numbers in one block: enough to be fast, few enough that what a model makes of them stays small. */
const blockCells = 2 ** 21;
const blockRows = 8192;

/** Rows of some columns as a model takes them, block by block: all of them at once would double the data. */
export function* rawBlocks(
  schema: Schema,
  columns: RawColumns,
  rows: Int32Array,
): Iterable<RawBlock> {
  const count = Math.max(1, Math.min(blockRows, Math.floor(blockCells / schema.features.length)));
  for (let start = 0; start < rows.length; start += count) {
    const some = rows.subarray(start, start + count);
    yield { start, rows: some.length, inputs: rawTensors(schema, columns, some) };
  }
}

function rawTensors(
  schema: Schema,
  { numeric, categories }: RawColumns,
  rows: Int32Array,
): Tensors {
  const names = textInputNames(schema);
  const texts = categories.map(({ codes, words }, at): [string, HostTensor] => {
    const data = Array.from(rows, (row) => words[codes[row]]);
    return [names[at], { type: "string", shape: [rows.length], data }];
  });
  return { numeric: matrix(rows, numeric), ...Object.fromEntries(texts) };
}

/** Some rows of some columns, float32 [rows, columns]. */
export function matrix(rows: Int32Array, columns: readonly NumberColumn[]): HostTensor {
  const width = columns.length;
  const data = new Float32Array(rows.length * width);
  // Column by column: each is read where it lies, once.
  columns.forEach(({ values }, index) => {
    for (let at = 0; at < rows.length; at++) data[at * width + index] = values[rows[at]];
  });
  return floats([rows.length, width], data);
}
