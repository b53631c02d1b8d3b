import { scalar } from "../ir/constant.ts";
import { cast } from "../ops/cast.ts";
import { div } from "../ops/div.ts";
import { equal } from "../ops/equal.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { sub } from "../ops/sub.ts";
import { explainedShare, variation } from "./errors.ts";
import { defineMetric } from "./metric.ts";

/**
 * 1 - Σ (ŷ - y)² / Σ (y - ȳ)², as `sklearn.metrics.r2_score`: 0 for the mean of the targets, below
 * 0 for worse; no number for a single row, which varies from nothing.
 */
export const r2 = defineMetric({
  name: "r2",
  doc:
    "Coefficient of determination, 1 - Σ (ŷ - y)² / Σ (y - ȳ)²: 1 is perfect, 0 as good as the " +
    "mean, below 0 worse, of one row no number; as sklearn.metrics.r2_score.",
  arguments: {},
  bounds: [-Infinity, 1],
  better: "higher",
  target: "numeric",
  build({ prediction, truth }) {
    const error = sub(prediction, truth);
    const share = explainedShare(reduceSum(mul(error, error), { axes: [-2] }), variation(truth));
    const more = sub(reduceSum(cast(equal(truth, truth), "float32"), { axes: [-2] }), scalar(1));
    // 1 for more rows than one, 0 / 0 for one.
    return mul(share, reduceMean(div(more, more)));
  },
});
