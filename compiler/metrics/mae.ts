import { abs } from "../ops/abs.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { sub } from "../ops/sub.ts";
import { defineMetric } from "./metric.ts";

/** The mean of |ŷ - y|, as `sklearn.metrics.mean_absolute_error`. */
export const mae = defineMetric({
  name: "mae",
  doc: "Mean absolute error, |ŷ - y|, as sklearn.metrics.mean_absolute_error.",
  arguments: {},
  bounds: [0, Infinity],
  better: "lower",
  target: "numeric",
  build: ({ prediction, truth }) => reduceMean(abs(sub(prediction, truth))),
});
