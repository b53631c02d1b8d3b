import { identityHead } from "../heads/head.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { sub } from "../ops/sub.ts";
import { defineLoss, widthOf } from "./loss.ts";

/** (ŷ - y)², averaged over the targets of a row, as `torch.nn.MSELoss`. */
export const mse = defineLoss({
  name: "mse",
  doc: "Mean squared error, (ŷ - y)², as torch.nn.MSELoss.",
  arguments: {},
  target: "numeric",
  head: identityHead,
  outputs: widthOf,
  rows({ scores, targets }) {
    const error = sub(scores, targets);
    return reduceMean(mul(error, error), { axes: [-1], keepDims: true });
  },
});
