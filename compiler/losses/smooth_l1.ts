import { float } from "../../dsl/language/signature.ts";
import { identityHead } from "../heads/head.ts";
import { scalar } from "../ir/constant.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { sub } from "../ops/sub.ts";
import { huberOf } from "./huber.ts";
import { defineLoss, widthOf } from "./loss.ts";

/** ½e²/β where |e| < β, else |e| - ½β, for e = ŷ - y, as `torch.nn.SmoothL1Loss`: huber / β. */
export const smoothL1 = defineLoss({
  name: "smooth_l1",
  doc: "Absolute error that is smooth around 0: with e = ŷ - y, ½e²/β where |e| < β, else " +
    "|e| - ½β, as torch.nn.SmoothL1Loss.",
  arguments: { beta: float({ above: 0, default: 1, doc: "the error β below which it is smooth" }) },
  target: "numeric",
  head: identityHead,
  outputs: widthOf,
  rows({ scores, targets }, { beta }) {
    const losses = mul(huberOf(sub(scores, targets), beta), scalar(1 / beta));
    return reduceMean(losses, { axes: [-1], keepDims: true });
  },
});
