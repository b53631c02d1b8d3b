import { reduceMean } from "../ops/reduce_mean.ts";
import { sqrt } from "../ops/sqrt.ts";
import { squaredErrors } from "./errors.ts";
import { defineMetric } from "./metric.ts";

/** The root of the mean of (ŷ - y)², as `sklearn.metrics.root_mean_squared_error`. */
export const rmse = defineMetric({
  name: "rmse",
  doc: "Root of the mean squared error, in the unit of the target (of several, the mean of their " +
    "roots), as sklearn.metrics.root_mean_squared_error.",
  arguments: {},
  bounds: [0, Infinity],
  better: "lower",
  target: "numeric",
  build: (context) => reduceMean(sqrt(squaredErrors(context))),
});
