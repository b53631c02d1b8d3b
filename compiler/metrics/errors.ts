import { tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { cast } from "../ops/cast.ts";
import { constant, scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { equal } from "../ops/equal.ts";
import { gatherRows } from "../ops/gather_rows.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { sub } from "../ops/sub.ts";
import { where } from "../ops/where.ts";

/** The mean of (ŷ - y)² of each column, float32 [D]. */
export function squaredErrors(
  { prediction, truth }: { readonly prediction: Value; readonly truth: Value },
): Value {
  const error = sub(prediction, truth);
  return reduceMean(mul(error, error), { axes: [-2] });
}

/** Σ (x - x̄)² of each column, float32 [D]. @param x float32 [N, D]. */
export function variation(x: Value): Value {
  // From the first row on: a column that is constant then varies by exactly 0, and one of large
  // numbers loses no digits.
  const shifted = sub(x, gatherRows(x, constant(tensor([1], [0], "int32"))));
  const centred = sub(shifted, reduceMean(shifted, { axes: [-2], keepDims: true }));
  return reduceSum(mul(centred, centred), { axes: [-2] });
}

/**
 * The mean over the columns of 1 - left / total; where the total is 0, of 1 if nothing is left and 0
 * otherwise, as scikit-learn's `force_finite`.
 */
export function explainedShare(left: Value, total: Value): Value {
  const isNone = (x: Value) => equal(x, scalar(0));
  const share = sub(scalar(1), div(left, total));
  return reduceMean(where(isNone(total), cast(isNone(left), "float32"), share));
}
