import { reduceMean } from "../ops/reduce_mean.ts";
import { defineMetric } from "./metric.ts";

/**
 * The share of rows whose class is answered right, as `sklearn.metrics.accuracy_score`; of several
 * labels, all must be.
 */
export const accuracy = defineMetric({
  name: "accuracy",
  doc: "The share of rows answered right, of several labels in all of them, as " +
    "sklearn.metrics.accuracy_score.",
  arguments: {},
  bounds: [0, 1],
  better: "higher",
  target: "labels",
  build: ({ isRight }) => reduceMean(isRight),
});
