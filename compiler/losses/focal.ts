import { float, list, optional } from "../../dsl/language/signature.ts";
import { softmaxHead } from "../heads/head.ts";
import { sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";
import { exp } from "../ops/exp.ts";
import { log } from "../ops/log.ts";
import { maximum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { neg } from "../ops/neg.ts";
import { oneHot } from "../ops/one_hot.ts";
import { softmaxCrossEntropy } from "../ops/softmax_cross_entropy.ts";
import { sub } from "../ops/sub.ts";
import { checkPerClass, perRow } from "./class_weights.ts";
import { defineLoss, widthOf } from "./loss.ts";

/**
 * -α_y (1 - p)^γ ln p, where p = softmax(z)[y], from logits; the mean divides by the rows, whatever α.
 * With two classes as `torchvision.ops.sigmoid_focal_loss` of the difference of the logits, whose
 * `alpha = a` is [1 - a, a] here.
 * @see "Focal Loss for Dense Object Detection", equation 5, arXiv:1708.02002.
 */
export const focal = defineLoss({
  name: "focal",
  doc:
    "Cross-entropy that counts easy rows less, -α_y (1 - p)^γ ln p with p = softmax(z)[y], from " +
    "logits; with two classes as torchvision.ops.sigmoid_focal_loss, its alpha = a written [1 - a, a].",
  arguments: {
    gamma: float({ min: 0, default: 2, doc: "how much less; with 0 it is cross_entropy" }),
    alpha: optional(list(float({ above: 0, doc: "the factor of a class" }), {
      doc: "a factor for each class, in their order; 1 unless given",
    })),
  },
  target: "classes",
  head: softmaxHead,
  outputs: widthOf,
  problem: (target, { alpha }) => checkPerClass(target, "alpha", alpha),
  rows({ scores, targets }, { gamma, alpha }) {
    const loss = softmaxCrossEntropy(scores, oneHot(targets, sizeOf(scores.type.shape.at(-1))));
    const hard = gamma === 0 ? loss : mul(power(sub(scalar(1), exp(neg(loss))), gamma), loss);
    return alpha ? mul(perRow(targets, alpha), hard) : hard;
  },
});

/** x^γ for x ≥ 0; constant below 1e-30, where the slope for γ < 1 would be infinite. */
function power(x: Value, gamma: number): Value {
  return exp(mul(scalar(gamma), log(maximum(x, scalar(1e-30)))));
}
