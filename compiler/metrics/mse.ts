import { reduceMean } from "../ops/reduce_mean.ts";
import { squaredErrors } from "./errors.ts";
import { defineMetric } from "./metric.ts";

/** The mean of (ŷ - y)², as `sklearn.metrics.mean_squared_error`. */
export const mseMetric = defineMetric({
  name: "mse",
  doc: "Mean squared error, (ŷ - y)², as sklearn.metrics.mean_squared_error.",
  arguments: {},
  bounds: [0, Infinity],
  better: "lower",
  target: "numeric",
  build: (context) => reduceMean(squaredErrors(context)),
});
