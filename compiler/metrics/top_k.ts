import type { Value } from "../ir/value.ts";
import { int } from "../../dsl/language/signature.ts";
import { sizeOf, tensor } from "../ir/tensor.ts";
import { widthOf } from "../losses/loss.ts";
import { add } from "../ops/add.ts";
import { cast } from "../ops/cast.ts";
import { constant, scalar } from "../ir/constant.ts";
import { equal } from "../ops/equal.ts";
import { greater } from "../ops/greater.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { defineMetric } from "./metric.ts";

/**
 * The share of rows whose class is among the k most probable, as
 * `sklearn.metrics.top_k_accuracy_score`; of equally probable ones, the last comes first.
 */
export const topK = defineMetric({
  name: "top_k",
  doc: "The share of rows whose class is among the k most probable, as " +
    "sklearn.metrics.top_k_accuracy_score (of equals, the last class first).",
  arguments: {
    k: int({ min: 1, max: 1_000_000, default: 5, doc: "how many classes may be named" }),
  },
  bounds: [0, 1],
  better: "higher",
  target: "classes",
  problem: (target, { k }) =>
    k < widthOf(target) ? undefined : {
      argument: "k",
      message: `The target has ${widthOf(target)} classes, so the right one is always among ${k}`,
      help: widthOf(target) > 2
        ? `Write a k in 1..${widthOf(target) - 1}, such as top_k(2)`
        : "Write accuracy instead",
    },
  build({ truth, probability }, { k }) {
    const classes = sizeOf(truth.type.shape.at(-1));
    const number = constant(tensor([1, classes], Array.from({ length: classes }, (_, at) => at)));
    const sumOf = (x: Value) => reduceSum(x, { axes: [-1], keepDims: true });
    const own = sumOf(mul(truth, probability));
    const ownNumber = sumOf(mul(truth, number));
    const isAbove = cast(greater(probability, own), "float32");
    const isEqual = cast(equal(probability, own), "float32");
    const isLater = cast(greater(number, ownNumber), "float32");
    const rank = sumOf(add(isAbove, mul(isEqual, isLater)));
    return reduceMean(cast(greater(scalar(k), rank), "float32"));
  },
});
