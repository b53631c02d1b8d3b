import type { Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { greater } from "../ops/greater.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { sqrt } from "../ops/sqrt.ts";
import { sub } from "../ops/sub.ts";
import { where } from "../ops/where.ts";
import { countsOf } from "./counts.ts";
import { defineMetric } from "./metric.ts";

/**
 * Correlation of truth and answers: (c - Σ t p) / √((1 - Σ p²)(1 - Σ t²)), where c is the share
 * answered right and t, p are the shares of each class in truth and answers; 0 where one of them is
 * a single class. As `sklearn.metrics.matthews_corrcoef`.
 */
export const mcc = defineMetric({
  name: "mcc",
  doc: "Matthews' correlation of truth and answers, -1..1, for any number of classes, as " +
    "sklearn.metrics.matthews_corrcoef.",
  arguments: {},
  bounds: [-1, 1],
  better: "higher",
  target: "classes",
  build(context) {
    const { right, answered, actual } = countsOf(context);
    const rows = reduceSum(actual);
    const [c, p, t] = [div(right, rows), div(answered, rows), div(actual, rows)];
    const covariance = reduceSum(sub(c, mul(t, p)));
    // Σ p (1 - p) for 1 - Σ p²: exactly 0 for a single class.
    const spread = (share: Value) => reduceSum(mul(share, sub(scalar(1), share)));
    const product = mul(spread(p), spread(t));
    return where(greater(product, scalar(0)), div(covariance, sqrt(product)), scalar(0));
  },
});
