import { either, float, list } from "../../dsl/language/signature.ts";
import { indicatorHead, sigmoidHead } from "../heads/head.ts";
import { sizeOf, tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { constant, scalar } from "../ir/constant.ts";
import { mul } from "../ops/mul.ts";
import { neg } from "../ops/neg.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { softplus } from "../ops/softplus.ts";
import { checkPerClass } from "./class_weights.ts";
import { defineLoss, widthOf } from "./loss.ts";
import { signedTargets } from "./signed_targets.ts";

const weight = float({ above: 0, doc: "the weight of a 1" });

/**
 * -w y ln σ(z) - (1 - y) ln(1 - σ(z)), from logits, as `torch.nn.BCEWithLogitsLoss`; y is 1 for the
 * second of two classes. Several target columns of 0 and 1 are labels of their own, with a logit
 * each; a row's loss is their mean.
 */
export const binaryCrossEntropy = defineLoss({
  name: "binary_cross_entropy",
  doc:
    "Sigmoid and cross-entropy of two classes, from one logit, or of several target columns of 0 " +
    "and 1 (multi-label), from a logit each, -w y ln σ(z) - (1 - y) ln(1 - σ(z)), as " +
    "torch.nn.BCEWithLogitsLoss.",
  arguments: {
    pos_weight: either(weight, list(weight, { doc: "" }), {
      default: 1,
      doc: "the weight w of the second class, or of the 1s of each target column",
    }),
  },
  target: "classes",
  head: sigmoidHead,
  several: {
    target: "indicators",
    head: indicatorHead,
    domain: { what: "0 or 1", has: (value) => value === 0 || value === 1 },
  },
  outputs(target) {
    if (target.kind !== "classes") return widthOf(target);
    return widthOf(target) === 2 ? 1 : "it tells two classes apart";
  },
  problem(target, { pos_weight }) {
    if (target.kind !== "classes") return checkPerClass(target, "pos_weight", pos_weight);
    if (typeof pos_weight === "number") return undefined;
    return {
      argument: "pos_weight",
      message: `"pos_weight" is a list, but the target is a single column`,
      help: `Write one number: how much a row of "${target.classes[1]}" counts`,
    };
  },
  rows({ scores, targets }, { pos_weight }) {
    const { isSecond, sign } = signedTargets({ scores, targets });
    // With y of 0 or 1 it is softplus(-z) for a 1 and softplus(z) for a 0. The textbook's
    // softplus(z) - y z loses all digits where the answer is right and sure.
    const unweighted = softplus(neg(mul(sign, scores)));
    const losses = pos_weight === 1
      ? unweighted
      : mul(add(scalar(1), mul(excessOf(pos_weight), isSecond)), unweighted);
    return sizeOf(scores.type.shape.at(-1)) === 1
      ? losses
      : reduceMean(losses, { axes: [-1], keepDims: true });
  },
});

function excessOf(weight: number | readonly number[]): Value {
  if (typeof weight === "number") return scalar(weight - 1);
  return constant(tensor([1, weight.length], weight.map((each) => each - 1)));
}
