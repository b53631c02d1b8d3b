import { identityHead } from "../heads/head.ts";
import { scalar } from "../ir/constant.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { sub } from "../ops/sub.ts";
import { defineLoss, widthOf } from "./loss.ts";

/** ½(ŷ - y)², averaged over the targets of a row: half of `torch.nn.MSELoss`, with gradient ŷ - y. */
export const halfSquared = defineLoss({
  name: "half_squared",
  doc: "Half the squared error, ½(ŷ - y)², whose gradient is ŷ - y: half of torch.nn.MSELoss.",
  arguments: {},
  target: "numeric",
  head: identityHead,
  outputs: widthOf,
  rows({ scores, targets }) {
    const error = sub(scores, targets);
    const halves = mul(scalar(0.5), mul(error, error));
    return reduceMean(halves, { axes: [-1], keepDims: true });
  },
});
