import type { NumericTensor } from "../../../compiler/ir/tensor.ts";
import type { Value } from "../../../compiler/ir/value.ts";
import { sample } from "../helpers.ts";

/** One op on inputs of certain shapes. */
export interface OpCase {
  readonly name: string;
  readonly inputs: readonly NumericTensor[];
  build(inputs: readonly Value[]): Value;
}

/** What the tests try of one op. */
export interface OpRow {
  /** Why no gradient flows through the op, where none does. */
  readonly noGradient?: string;
  readonly cases: readonly OpCase[];
}

/** A case that is named by the shapes of its inputs. */
export function opCase(
  inputs: readonly NumericTensor[],
  build: OpCase["build"],
  note = "",
): OpCase {
  const shapes = inputs.map(({ dtype, shape }) => `${dtype}[${shape}]`).join(", ");
  return { name: note ? `${shapes}, ${note}` : shapes, inputs, build };
}

/** Scalars, vectors, matrices and a tensor of rank 4. */
export function unary(
  apply: (x: Value) => Value,
  make: (shape: readonly number[]) => NumericTensor = sample,
): OpCase[] {
  return [[], [5], [2, 3], [2, 1, 3, 2]]
    .map((shape) => opCase([make(shape)], ([x]) => apply(x)));
}

/** Every way in which two shapes broadcast: by rank, by dims of 1, on either side and on both. */
const shapePairs: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[], []],
  [[4], []],
  [[], [2, 2]],
  [[2, 3], [2, 3]],
  [[2, 3], [3]],
  [[3], [2, 3]],
  [[2, 1], [1, 3]],
  [[2, 3], [2, 1]],
  [[1], [1, 2]],
  [[2, 1, 3], [4, 1]],
  [[2, 1, 2, 2], [3, 1, 2]],
];

export function binary(
  apply: (a: Value, b: Value) => Value,
  make: (shape: readonly number[], key: string) => NumericTensor = sample,
): OpCase[] {
  return shapePairs.map(([a, b]) => opCase([make(a, "a"), make(b, "b")], ([x, y]) => apply(x, y)));
}
