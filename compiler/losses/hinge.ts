import { binaryMarginHead } from "../heads/head.ts";
import { scalar } from "../ir/constant.ts";
import { mul } from "../ops/mul.ts";
import { relu } from "../ops/relu.ts";
import { sub } from "../ops/sub.ts";
import { defineLoss, widthOf } from "./loss.ts";
import { signedTargets } from "./signed_targets.ts";

/** max(0, 1 - y z), from one score, as `sklearn.metrics.hinge_loss`; y is 1 for the second class, else -1. */
export const hinge = defineLoss({
  name: "hinge",
  doc: "Hinge loss of two classes, from one score, max(0, 1 - y z) with y = 1 for the second " +
    "class and -1 for the first, as sklearn.metrics.hinge_loss. Its scores are no probabilities.",
  arguments: {},
  target: "classes",
  head: binaryMarginHead,
  outputs: (target) => widthOf(target) === 2 ? 1 : "it tells two classes apart",
  rows({ scores, targets }) {
    return relu(sub(scalar(1), mul(signedTargets({ scores, targets }).sign, scores)));
  },
});
