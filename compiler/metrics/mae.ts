import { greater } from "../ops/greater.ts";
import { scalar } from "../ops/constant.ts";
import { neg } from "../ops/neg.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { sub } from "../ops/sub.ts";
import { where } from "../ops/where.ts";
import { defineMetric } from "./metric.ts";

/** The mean of |ŷ - y|, as `sklearn.metrics.mean_absolute_error`. */
export const mae = defineMetric({
  name: "mae",
  doc: "Mean absolute error, |ŷ - y|, as sklearn.metrics.mean_absolute_error.",
  arguments: {},
  target: "numeric",
  build({ scores, targets }) {
    const error = sub(scores, targets);
    return reduceMean(where(greater(error, scalar(0)), error, neg(error)));
  },
});
