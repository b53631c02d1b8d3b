import { float } from "../../dsl/language/signature.ts";
import { identityHead } from "../heads/head.ts";
import type { Value } from "../ir/value.ts";
import { abs } from "../ops/abs.ts";
import { scalar } from "../ir/constant.ts";
import { minimum } from "../ops/minimum.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { sub } from "../ops/sub.ts";
import { defineLoss, widthOf } from "./loss.ts";

/** ½e² where |e| < δ, else δ(|e| - ½δ), for e = ŷ - y, as `torch.nn.HuberLoss`. */
export const huber = defineLoss({
  name: "huber",
  doc: "Squared error for small errors and absolute error for large ones: with e = ŷ - y, ½e² " +
    "where |e| < δ, else δ(|e| - ½δ), as torch.nn.HuberLoss.",
  arguments: { delta: float({ above: 0, default: 1, doc: "the error δ where it turns linear" }) },
  target: "numeric",
  head: identityHead,
  outputs: widthOf,
  rows: ({ scores, targets }, { delta }) =>
    reduceMean(huberOf(sub(scores, targets), delta), { axes: [-1], keepDims: true }),
});

/** Huber's function of each error: c(|e| - ½c) with c = min(|e|, δ). */
export function huberOf(error: Value, delta: number): Value {
  const size = abs(error);
  const cut = minimum(size, scalar(delta));
  return mul(cut, sub(size, mul(scalar(0.5), cut)));
}
