import { textInputNames } from "../../compiler/preprocessing/preprocess.ts";
import type { Schema } from "../../compiler/schema/schema.ts";
import type { CategoryColumn, NumericColumn } from "../data/dataset.ts";
import { floats, type HostTensor, type Tensors } from "../engine/tensor.ts";

/** Columns in the order of a schema. */
export interface RawColumns {
  readonly numeric: readonly Pick<NumericColumn, "values">[];
  readonly categories: readonly Pick<CategoryColumn, "cells">[];
}

/** Some rows as a model takes them: `numeric` float32 [rows, F], and text [rows] a category. */
export function rawTensors(
  schema: Schema,
  { numeric, categories }: RawColumns,
  rows: Int32Array,
): Tensors {
  const names = textInputNames(schema);
  const texts = categories.map(({ cells }, at): [string, HostTensor] => {
    const data = Array.from(rows, (row) => cells[row]!);
    return [names[at]!, { type: "string", shape: [rows.length], data }];
  });
  return {
    numeric: matrix(rows, numeric.map(({ values }) => values)),
    ...Object.fromEntries(texts),
  };
}

/** Some rows of some columns, float32 [rows, columns]. */
export function matrix(rows: Int32Array, columns: readonly Float64Array[]): HostTensor {
  const data = new Float32Array(rows.length * columns.length);
  const width = columns.length;
  // Column by column: each is read where it lies, once.
  columns.forEach((values, index) => {
    for (let at = 0; at < rows.length; at++) data[at * width + index] = values[rows[at]!]!;
  });
  return floats([rows.length, columns.length], data);
}
