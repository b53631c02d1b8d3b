import { identityHead } from "../heads/head.ts";
import { abs } from "../ops/abs.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { sub } from "../ops/sub.ts";
import { defineLoss, widthOf } from "./loss.ts";

/** |ŷ - y|, averaged over the targets of a row, as `torch.nn.L1Loss`. */
export const maeLoss = defineLoss({
  name: "mae",
  doc: "Mean absolute error, |ŷ - y|, as torch.nn.L1Loss.",
  arguments: {},
  target: "numeric",
  head: identityHead,
  outputs: widthOf,
  rows: ({ scores, targets }) =>
    reduceMean(abs(sub(scores, targets)), { axes: [-1], keepDims: true }),
});
