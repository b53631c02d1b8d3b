import { abs } from "../ops/abs.ts";
import { scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { maximum } from "../ops/maximum.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { sub } from "../ops/sub.ts";
import { defineMetric } from "./metric.ts";

/** The spacing of float64 at 1: what scikit-learn divides by where the target is 0. */
const epsilon = 2 ** -52;

/** The mean of |ŷ - y| / |y|, as `sklearn.metrics.mean_absolute_percentage_error`: 0.1 is 10 %. */
export const mape = defineMetric({
  name: "mape",
  doc: "Mean of |ŷ - y| / |y|, 0.1 for 10 %, huge where a target is 0, as " +
    "sklearn.metrics.mean_absolute_percentage_error.",
  arguments: {},
  bounds: [0, Infinity],
  better: "lower",
  target: "numeric",
  build: ({ prediction, truth }) =>
    reduceMean(div(abs(sub(prediction, truth)), maximum(abs(truth), scalar(epsilon)))),
});
