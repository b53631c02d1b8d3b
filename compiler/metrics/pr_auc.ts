import { add } from "../ops/add.ts";
import { cumulativeSum } from "../ops/cumulative_sum.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { isSome, meanWhere } from "./counts.ts";
import { defineMetric } from "./metric.ts";
import { tieGroups } from "./tie_groups.ts";

/**
 * Average precision, Σ_g (R_g - R_{g-1}) P_g over the thresholds g, as
 * `sklearn.metrics.average_precision_score`.
 */
export const prAuc = defineMetric({
  name: "pr_auc",
  doc:
    "Area under the precision-recall curve as average precision, Σ (R_g - R_{g-1}) P_g over the " +
    "thresholds, of the second of two classes; of more, or of several labels, the mean over those " +
    "that occur, as sklearn.metrics.average_precision_score.",
  arguments: {},
  bounds: [0, 1],
  better: "higher",
  target: "labels",
  build(context) {
    const { positives, negatives, totals } = tieGroups(context);
    const found = cumulativeSum(positives);
    const precision = div(found, add(found, cumulativeSum(negatives)));
    const gains = mul(div(positives, totals.positives), precision);
    return meanWhere(
      isSome(totals.positives),
      reduceSum(gains, { axes: [-1], keepDims: true }),
    );
  },
});
