import { sigmoidHead } from "../heads/head.ts";
import { cast } from "../ops/cast.ts";
import { mul } from "../ops/mul.ts";
import { reshape } from "../ops/reshape.ts";
import { softplus } from "../ops/softplus.ts";
import { sub } from "../ops/sub.ts";
import { defineLoss, widthOf } from "./loss.ts";

/**
 * -y ln σ(z) - (1 - y) ln(1 - σ(z)) = softplus(z) - y z, from one logit, as
 * `torch.nn.BCEWithLogitsLoss`; y is 1 for the second of two classes.
 */
export const binaryCrossEntropy = defineLoss({
  name: "binary_cross_entropy",
  doc: "Sigmoid and cross-entropy of two classes, from one logit, as torch.nn.BCEWithLogitsLoss.",
  arguments: {},
  target: "classes",
  head: sigmoidHead,
  outputs: (target) => widthOf(target) === 2 ? 1 : "it tells two classes apart",
  rows({ scores, targets }) {
    const y = reshape(cast(targets, "float32"), scores.type.shape);
    return sub(softplus(scores), mul(scores, y));
  },
});
