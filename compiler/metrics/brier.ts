import type { Value } from "../ir/value.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { slice } from "../ops/slice.ts";
import { sub } from "../ops/sub.ts";
import { defineMetric } from "./metric.ts";

/**
 * The mean of Σ_c (p[c] - [y = c])², with two classes of the second alone, as
 * `sklearn.metrics.brier_score_loss`.
 */
export const brier = defineMetric({
  name: "brier",
  doc:
    "The mean of (p - y)² of the second of two classes, as sklearn.metrics.brier_score_loss; of " +
    "more classes, its sum over them.",
  arguments: {},
  bounds: [0, 2],
  better: "lower",
  target: "classes",
  needsProbability: true,
  build({ truth, probability }) {
    const isBinary = truth.type.shape.at(-1) === 2;
    const judged = (each: Value) => isBinary ? slice(each, { axis: -1, start: 1, end: 2 }) : each;
    const error = sub(judged(probability), judged(truth));
    return reduceMean(reduceSum(mul(error, error), { axes: [-1] }));
  },
});
