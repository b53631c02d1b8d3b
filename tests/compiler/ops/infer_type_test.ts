import assert from "node:assert/strict";
import type { DType, Shape } from "../../../compiler/ir/tensor.ts";
import type { Value } from "../../../compiler/ir/value.ts";
import { add } from "../../../compiler/ops/add.ts";
import { argmax } from "../../../compiler/ops/argmax.ts";
import { concat } from "../../../compiler/ops/concat.ts";
import { expand } from "../../../compiler/ops/expand.ts";
import { gatherRows } from "../../../compiler/ops/gather_rows.ts";
import { gemm } from "../../../compiler/ops/gemm.ts";
import { input } from "../../../compiler/ir/input.ts";
import { matmul } from "../../../compiler/ops/matmul.ts";
import { oneHot } from "../../../compiler/ops/one_hot.ts";
import { permute } from "../../../compiler/ops/permute.ts";
import { reduceSum } from "../../../compiler/ops/reduce_sum.ts";
import { reshape } from "../../../compiler/ops/reshape.ts";
import { slice } from "../../../compiler/ops/slice.ts";
import { softmaxCrossEntropy } from "../../../compiler/ops/softmax_cross_entropy.ts";
import { transpose } from "../../../compiler/ops/transpose.ts";
import { take } from "../../../compiler/ops/take.ts";
import { where } from "../../../compiler/ops/where.ts";
import { wordIndex } from "../../../compiler/ops/word_index.ts";

const float = (...shape: Shape) => input("x", { dtype: "float32", shape });
const of = (dtype: DType, ...shape: Shape) => input("x", { dtype, shape });

const refused: Record<string, readonly (() => Value)[]> = {
  add: [() => add(float(2), float(3)), () => add(float(2), of("int32", 2))],
  argmax: [() => argmax(float())],
  concat: [
    () => concat([float(2, 3), float(3, 3)], -1),
    () => concat([float(2), float(2, 1)], -1),
    () => concat([float(2), float(2)], 0),
  ],
  expand: [() => expand(float(2), [3]), () => expand(float(2, 3), [3])],
  gather_rows: [
    () => gatherRows(float(3, 2), float(2)),
    () => gatherRows(float(), of("int32", 2)),
  ],
  gemm: [
    () => gemm([float(2, 3), float(3, 4), float(3)]),
    () => gemm([float(2, 3), float(3, 4), float(1, 2, 4)]),
    () => gemm([float(1, 2, 3), float(3, 4), float(4)]),
  ],
  matmul: [
    () => matmul(float(2, 3), float(2, 3)),
    () => matmul(float(3), float(3, 2)),
    () => matmul(float(2, 2, 3), float(3, 3, 2)),
    () => matmul(float("N", 3), float(2, 3)),
  ],
  one_hot: [() => oneHot(float(2), 3), () => oneHot(of("int32"), 3)],
  permute: [
    () => transpose(float(3)),
    () => permute(float(2, 3), [-1, -1]),
    () => permute(float(2, 3, 4), [-1, -3]),
    () => permute(float(2, 3), [1, 0]),
  ],
  reduce_sum: [() => reduceSum(float(2), { axes: [0] }), () => reduceSum(float(2), { axes: [-2] })],
  reshape: [
    () => reshape(float(6), [4]),
    () => reshape(float("N", 4), [4]),
    () => reshape(float(4), ["N", 4]),
    () => reshape(float("N", 4), ["R", 4]),
    () => reshape(float("N", "R"), ["R", "N"]),
  ],
  slice: [
    () => slice(float(4), { axis: -1, start: 2, end: 5 }),
    () => slice(float(4), { axis: -1, start: 2, end: 2 }),
    () => slice(float(4), { axis: -1, start: -1, end: 2 }),
  ],
  softmax_cross_entropy: [() => softmaxCrossEntropy(float(2, 3), float(2, 1))],
  take: [() => take(float(2, 3), [3]), () => take(float(2, 3), [-1]), () => take(float(3), [0])],
  where: [
    () => where(float(2), float(2), float(2)),
    () => where(of("bool", 2), float(2), of("int32", 2)),
    () => where(of("bool", 3), float(2), float(2)),
  ],
  word_index: [
    () => wordIndex(float(2), { words: ["a"], codes: [0], otherwise: -1 }),
    () => wordIndex(of("string", 2), { words: ["a", "b"], codes: [0], otherwise: -1 }),
  ],
};

for (const [kind, attempts] of Object.entries(refused)) {
  Deno.test(`${kind} refuses operands that do not fit`, () => {
    attempts.forEach((attempt, index) => assert.throws(attempt, RangeError, `attempt ${index}`));
  });
}
