import { scalar } from "../ir/constant.ts";
import type { Value } from "../ir/value.ts";
import { cast } from "../ops/cast.ts";
import { greater } from "../ops/greater.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { sub } from "../ops/sub.ts";
import { defineMetric } from "./metric.ts";

/**
 * The share of targets that lie between the outermost quantiles, ends included: the coverage probability
 * of the prediction interval, 0.8 at best for the levels 0.1 and 0.9.
 */
export const coverage = defineMetric({
  name: "coverage",
  doc:
    "The share of targets between the lowest and the highest quantile of a quantile loss, about " +
    "0.8 for quantile([0.1, 0.5, 0.9]), as mapie's regression_coverage_score.",
  arguments: {},
  target: "interval",
  bounds: [0, 1],
  build: ({ low, high, truth }) => reduceMean(mul(isAtLeast(truth, low), isAtLeast(high, truth))),
});

/** 1 where a ≥ b, else 0. */
function isAtLeast(a: Value, b: Value): Value {
  return sub(scalar(1), cast(greater(b, a), "float32"));
}
