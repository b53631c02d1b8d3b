import { sub } from "../ops/sub.ts";
import { explainedShare, variation } from "./errors.ts";
import { defineMetric } from "./metric.ts";

/** 1 - Var(ŷ - y) / Var(y), as `sklearn.metrics.explained_variance_score`. */
export const explainedVariance = defineMetric({
  name: "explained_variance",
  doc: "1 - Var(ŷ - y) / Var(y): r2 that forgives a constant offset, as " +
    "sklearn.metrics.explained_variance_score.",
  arguments: {},
  bounds: [-Infinity, 1],
  better: "higher",
  target: "numeric",
  build: ({ prediction, truth }) =>
    explainedShare(variation(sub(prediction, truth)), variation(truth)),
});
