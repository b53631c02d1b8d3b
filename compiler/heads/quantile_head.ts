import { constant, scalar } from "../ir/constant.ts";
import { sizeOf, tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { cast } from "../ops/cast.ts";
import { equal } from "../ops/equal.ts";
import { greater } from "../ops/greater.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { where } from "../ops/where.ts";
import { reshape } from "../ops/reshape.ts";
import { slice } from "../ops/slice.ts";
import type { ValueHead } from "./head.ts";

/**
 * Scores are quantiles of each target, [N, D Q]: those of the first target in the order of their levels,
 * then those of the next. The answers are sorted within each target, so that no quantile is above a higher
 * one, however the model has learnt them. @param levels From small to large.
 * @see "Quantile and Probability Curves Without Crossing", Econometrica 78 (2010).
 */
export function quantileHead(levels: readonly number[]): ValueHead {
  return {
    kind: "values",
    prediction: (scores) => reshape(sortedQuantiles(scores, levels.length), scores.type.shape),
    quantiles: {
      levels,
      at: (scores, place) => quantileAt(sortedQuantiles(scores, levels.length), place),
    },
  };
}

/**
 * Each target's quantiles from small to large, [...d, D, Q], by counting how many stand before each: `TopK` of
 * ONNX Runtime 1.30 ends the process where there are no rows. @param scores [...d, D Q].
 */
function sortedQuantiles(scores: Value, count: number): Value {
  const quantiles = byTarget(scores, count);
  const { shape } = quantiles.type;
  const [each, others] = [
    reshape(quantiles, [...shape, 1]),
    reshape(quantiles, [...shape.slice(0, -1), 1, count]),
  ];
  const smaller = cast(greater(each, others), "float32");
  // Equal ones keep their order.
  const sameBefore = mul(cast(equal(each, others), "float32"), earlierPlaces(count));
  const place = reduceSum(add(smaller, sameBefore), { axes: [-1], keepDims: true });
  const here = where(equal(place, placesOf(count)), each, scalar(0));
  return reshape(reduceSum(here, { axes: [-2] }), shape);
}

/** 1 in row i and column j where j < i, [Q, Q]. */
function earlierPlaces(count: number): Value {
  const cells = Array.from(
    { length: count * count },
    (_, at) => Number(at % count < Math.floor(at / count)),
  );
  return constant(tensor([count, count], cells));
}

/** 0, 1, ..., Q - 1, [1, Q]. */
function placesOf(count: number): Value {
  return constant(tensor([1, count], Array.from({ length: count }, (_, place) => place)));
}

/** Scores as quantiles of targets, [...d, D, Q]. @param scores [...d, D Q]. */
export function byTarget(scores: Value, count: number): Value {
  const { shape } = scores.type;
  return reshape(scores, [...shape.slice(0, -1), sizeOf(shape.at(-1)) / count, count]);
}

function quantileAt(quantiles: Value, place: number): Value {
  const one = slice(quantiles, { axis: -1, start: place, end: place + 1 });
  return reshape(one, one.type.shape.slice(0, -1));
}
