import { columnInputNames, isNarrow } from "../../compiler/preprocessing/input_names.ts";
import type { Schema } from "../../compiler/schema/schema.ts";
import { type ImageColumn, isMissing, type NumberColumn, valuesOf } from "../data/column.ts";
import type { FeatureColumn } from "../data/feature_columns.ts";
import { floats, type HostTensor, type Tensors } from "../engine/tensor.ts";

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

/**
 * Rows of some columns as a model takes them, block by block: all of them at once would double the data.
 * @param columns In the order of the schema.
 */
export function* rawBlocks(
  schema: Schema,
  columns: readonly FeatureColumn[],
  rows: Int32Array,
): Iterable<RawBlock> {
  const cells = columns.reduce((sum, { schema }) => sum + cellsIn(schema), 0);
  const count = Math.max(1, Math.min(blockRows, Math.floor(blockCells / cells)));
  for (let start = 0; start < rows.length; start += count) {
    const some = rows.subarray(start, start + count);
    yield { start, rows: some.length, inputs: rawTensors(schema, columns, some) };
  }
}

/** How many numbers a row of a column has. */
function cellsIn(schema: FeatureColumn["schema"]): number {
  return schema.kind === "image" ? schema.shape.reduce((product, dim) => product * dim, 1) : 1;
}

function rawTensors(
  schema: Schema,
  columns: readonly FeatureColumn[],
  rows: Int32Array,
): Tensors {
  const names = columnInputNames(schema);
  const narrow = columns.flatMap(({ schema, cells }) =>
    isNarrow(schema) && cells.kind === "number" ? [cells] : []
  );
  const others = columns.filter((column) => !isNarrow(column.schema)).map((column) => {
    // Every column that is not narrow has an input of its own.
    const name = names.get(column.schema.name)!;
    return [name, ownInput(column, rows)];
  });
  const numeric = narrow.length > 0 ? { numeric: matrix(rows, narrow) } : {};
  return { ...numeric, ...Object.fromEntries(others) };
}

/** A column as an input of its own: text, empty where it is missing, or numbers, NaN there. */
function ownInput({ cells }: FeatureColumn, rows: Int32Array): HostTensor {
  if (cells.kind === "image") return imageTensor(cells, rows);
  const shape = [rows.length];
  if (cells.kind === "number") return { type: "float64", shape, data: doubles(cells, rows) };
  const { codes, words } = cells;
  return { type: "string", shape, data: Array.from(rows, (row) => words[codes[row]] ?? "") };
}

/** Some images, uint8 [rows, H, W, C]: those of the column themselves where they follow each other there. */
export function imageTensor({ bytes, shape }: ImageColumn, rows: Int32Array): HostTensor {
  const size = shape.reduce((product, dim) => product * dim, 1);
  const start = rows[0] ?? 0;
  const isRun = rows.every((row, at) => row === start + at);
  const data = isRun
    ? bytes.subarray(start * size, (start + rows.length) * size)
    : new Uint8Array(rows.length * size);
  if (!isRun) {
    rows.forEach((row, at) => data.set(bytes.subarray(row * size, (row + 1) * size), at * size));
  }
  return { type: "uint8", shape: [rows.length, ...shape], data };
}

/** The numbers of some rows, NaN where one is missing. */
export function doubles(column: NumberColumn, rows: Int32Array): Float64Array {
  const values = valuesOf(column, { rows, into: new Float64Array(rows.length) });
  if (column.missing) {
    for (let at = 0; at < rows.length; at++) if (isMissing(column, rows[at])) values[at] = NaN;
  }
  return values;
}

/** Some rows of some columns, float32 [rows, columns], NaN where a value is missing. */
export function matrix(rows: Int32Array, columns: readonly NumberColumn[]): HostTensor {
  const width = columns.length;
  const data = new Float32Array(rows.length * width);
  // Column by column: each is read where it lies, once.
  columns.forEach(({ values, missing }, index) => {
    for (let at = 0; at < rows.length; at++) data[at * width + index] = values[rows[at]];
    if (!missing) return;
    for (let at = 0; at < rows.length; at++) {
      if (missing.has(rows[at])) data[at * width + index] = NaN;
    }
  });
  return floats([rows.length, width], data);
}
