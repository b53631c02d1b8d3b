import { scalar } from "../ir/constant.ts";
import { log } from "../ops/log.ts";
import { maximum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { neg } from "../ops/neg.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { defineMetric } from "./metric.ts";

/** The spacing of float32 at 1: what scikit-learn cuts probabilities of this type off at. */
const epsilon = 2 ** -23;

/** The mean of -ln p[y], as `sklearn.metrics.log_loss`; a p below 2⁻²³ counts as 2⁻²³. */
export const logLoss = defineMetric({
  name: "log_loss",
  doc: "The mean of -ln p[y], with p at least 2⁻²³, as sklearn.metrics.log_loss of float32.",
  arguments: {},
  bounds: [0, Infinity],
  better: "lower",
  target: "classes",
  needsProbability: true,
  build({ truth, probability }) {
    const own = reduceSum(mul(truth, probability), { axes: [-1] });
    return reduceMean(neg(log(maximum(own, scalar(epsilon)))));
  },
});
