import fc from "fast-check";
import { broadcastShapes } from "../../../../compiler/ir/tensor.ts";
import type { Outputs, Value } from "../../../../compiler/ir/value.ts";
import { add } from "../../../../compiler/ops/add.ts";
import { concat } from "../../../../compiler/ops/concat.ts";
import { scalar } from "../../../../compiler/ir/constant.ts";
import { div } from "../../../../compiler/ops/div.ts";
import { expand } from "../../../../compiler/ops/expand.ts";
import { greater } from "../../../../compiler/ops/greater.ts";
import { matmul } from "../../../../compiler/ops/matmul.ts";
import { mul } from "../../../../compiler/ops/mul.ts";
import { reduceMean } from "../../../../compiler/ops/reduce_mean.ts";
import { reduceSum } from "../../../../compiler/ops/reduce_sum.ts";
import { relu } from "../../../../compiler/ops/relu.ts";
import { reshape } from "../../../../compiler/ops/reshape.ts";
import { slice } from "../../../../compiler/ops/slice.ts";
import { sub } from "../../../../compiler/ops/sub.ts";
import { tanh } from "../../../../compiler/ops/tanh.ts";
import { where } from "../../../../compiler/ops/where.ts";
import { inputLike, sample } from "../../helpers.ts";

/** The shapes that broadcast with each other and those of a product and its bias. */
const shapes = [[], [1], [3], [2, 3], [2, 1], [3, 3], [6]];
export const graphInputs = shapes.map((shape, index) => {
  const tensor = sample(shape);
  return { tensor, value: inputLike(`x${index}`, tensor) };
});

type Grow = (a: Value, b: Value) => Value;

/** One more value from two; `RangeError` where their shapes do not allow it. */
const growths: readonly Grow[] = [
  add,
  add,
  // Squashed, since squares of squares of squares would overflow.
  (a, b) => tanh(mul(a, b)),
  sub,
  // Bounded below, so that values stay of a size at which rounding is small.
  (a, b) => div(a, add(scalar(2), mul(tanh(b), tanh(b)))),
  (a, b) => where(greater(a, scalar(0.1)), a, b),
  (a) => tanh(a),
  (a) => relu(a),
  (a) => mul(a, scalar(1)),
  (a) => add(scalar(0), a),
  (a) => sub(a, scalar(0)),
  (a) => div(a, scalar(1)),
  (a) => reduceMean(a),
  (a) => reduceSum(a, { axes: [-1], keepDims: true }),
  (a, b) => expand(a, broadcastShapes(a.type.shape, b.type.shape)),
  (a) => expand(reduceMean(a), [2, 3]),
  (a) => reshape(expand(reduceMean(a), [6]), [2, 3]),
  (a) => reshape(a, [6]),
  (a) => concat([slice(a, { axis: -1, start: 1, end: 3 }), a], -1),
  (a, b) => tanh(matmul(a, b)),
  (a, b) => tanh(matmul(a, b, { transposeA: true, transposeB: true })),
  (a, b) => tanh(add(matmul(a, b, { transposeB: true }), b)),
];

/** How to grow a graph: which growth, from which two of the values there are. */
const choices = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 25 });

/** Graphs of ops, with everything in them that a pass may change. */
export const randomGraph: fc.Arbitrary<Outputs> = choices.map((picks) => {
  const values: Value[] = graphInputs.map(({ value }) => value);
  for (const [growth, first, second] of picks) {
    const grown = tryGrow(
      growths[growth % growths.length],
      values[first % values.length],
      values[second % values.length],
    );
    if (grown) values.push(grown);
  }
  const outputs = [...new Set(values)].slice(-3).map((value, index) => [`y${index}`, value]);
  return Object.fromEntries(outputs);
});

function tryGrow(grow: Grow, a: Value, b: Value): Value | undefined {
  try {
    return grow(a, b);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
