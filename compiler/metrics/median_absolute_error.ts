import { tensor } from "../ir/tensor.ts";
import { abs } from "../ops/abs.ts";
import { add } from "../ops/add.ts";
import { argsort } from "../ops/argsort.ts";
import { cast } from "../ops/cast.ts";
import { constant, scalar } from "../ir/constant.ts";
import { equal } from "../ops/equal.ts";
import { gatherElements } from "../ops/gather_elements.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { sub } from "../ops/sub.ts";
import { transpose } from "../ops/transpose.ts";
import { defineMetric } from "./metric.ts";

/** The median of |ŷ - y|, as `sklearn.metrics.median_absolute_error`. */
export const medianAbsoluteError = defineMetric({
  name: "median_absolute_error",
  doc: "Median of |ŷ - y| (of several targets, the mean of their medians), as " +
    "sklearn.metrics.median_absolute_error.",
  arguments: {},
  bounds: [0, Infinity],
  better: "lower",
  target: "numeric",
  build({ prediction, truth }) {
    const errors = transpose(abs(sub(prediction, truth)));
    const sorted = gatherElements(errors, argsort(errors));
    const rows = reduceSum(cast(equal(errors, errors), "float32"), { axes: [-1], keepDims: true });
    // The one in the middle of an odd number of rows, the two of an even one: (n - 1)/2 and n/2.
    const middles = mul(scalar(0.5), add(rows, constant(tensor([1, 2], [-1, 0]))));
    return reduceMean(gatherElements(sorted, cast(middles, "int32")));
  },
});
