import { scalar } from "../ir/constant.ts";
import { cumulativeSum } from "../ops/cumulative_sum.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { sub } from "../ops/sub.ts";
import { isSome, meanWhere } from "./counts.ts";
import { defineMetric } from "./metric.ts";
import { tieGroups } from "./tie_groups.ts";

/**
 * The chance that a row with the label is more probable than one without, equals counting half, as
 * `sklearn.metrics.roc_auc_score`: Σ_g n_g (P_g - ½ p_g) / (P N) over groups g of equal
 * probability with p_g positive and n_g negative rows, where P_g counts positives down to g.
 */
export const rocAuc = defineMetric({
  name: "roc_auc",
  doc:
    "Area under the ROC curve of the second of two classes; of more, or of several labels, the " +
    "mean over each against the rest, where it is defined, as sklearn.metrics.roc_auc_score(" +
    'multi_class = "ovr").',
  arguments: {},
  bounds: [0, 1],
  better: "higher",
  target: "labels",
  build(context) {
    const { positives, negatives, totals } = tieGroups(context);
    const above = sub(cumulativeSum(positives), mul(scalar(0.5), positives));
    // Shares are divided first: products of counts would not be exact in float32.
    const shares = mul(div(negatives, totals.negatives), div(above, totals.positives));
    const isDefined = mul(isSome(totals.positives), isSome(totals.negatives));
    return meanWhere(isDefined, reduceSum(shares, { axes: [-1], keepDims: true }));
  },
});
