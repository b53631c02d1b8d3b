import { scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { sub } from "../ops/sub.ts";
import { countsOf } from "./counts.ts";
import { defineMetric } from "./metric.ts";

/**
 * Agreement beyond chance: 1 - (share answered wrong) / (share that would be by chance), as
 * `sklearn.metrics.cohen_kappa_score`; not a number where both are a single class.
 */
export const cohenKappa = defineMetric({
  name: "cohen_kappa",
  doc:
    "Agreement of truth and answers beyond chance, 1 - (share wrong) / (share wrong by chance), " +
    "as sklearn.metrics.cohen_kappa_score.",
  arguments: {},
  bounds: [-1, 1],
  better: "higher",
  target: "classes",
  build(context) {
    const { right, answered, actual } = countsOf(context);
    const rows = reduceSum(actual);
    const [p, t] = [div(answered, rows), div(actual, rows)];
    const wrong = div(reduceSum(sub(actual, right)), rows);
    const byChance = reduceSum(mul(t, sub(scalar(1), p)));
    return sub(scalar(1), div(wrong, byChance));
  },
});
