import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { sub } from "../ops/sub.ts";
import { explainedShare, variation } from "./errors.ts";
import { defineMetric } from "./metric.ts";

/**
 * 1 - Σ (ŷ - y)² / Σ (y - ȳ)², as `sklearn.metrics.r2_score`: 0 for the mean of the targets, below
 * 0 for worse.
 */
export const r2 = defineMetric({
  name: "r2",
  doc:
    "Coefficient of determination, 1 - Σ (ŷ - y)² / Σ (y - ȳ)²: 1 is perfect, 0 as good as the " +
    "mean, below 0 worse; as sklearn.metrics.r2_score.",
  arguments: {},
  bounds: [-Infinity, 1],
  target: "numeric",
  build({ prediction, truth }) {
    const error = sub(prediction, truth);
    return explainedShare(reduceSum(mul(error, error), { axes: [-2] }), variation(truth));
  },
});
