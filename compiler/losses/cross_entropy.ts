import { float } from "../../dsl/language/signature.ts";
import { softmaxHead } from "../heads/head.ts";
import { sizeOf, tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { constant, scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { oneHot } from "../ops/one_hot.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { softmaxCrossEntropy } from "../ops/softmax_cross_entropy.ts";
import {
  checkPerClass,
  classWeightOfRows,
  classWeights,
  perRow,
  weightsOf,
} from "./class_weights.ts";
import { defineLoss, widthOf } from "./loss.ts";

/**
 * -ln softmax(z)[y], from logits, as `torch.nn.CrossEntropyLoss`. With class weights w, the mean is
 * Σ w_y L / Σ w_y. With label smoothing ε, a row's loss times its weight is
 * (1 - ε) w_y L_y + ε/C Σ_c w_c L_c, where L_c = -ln softmax(z)[c].
 */
export const crossEntropy = defineLoss({
  name: "cross_entropy",
  doc: "Softmax and negative log-likelihood of the right class, -ln softmax(z)[y], from logits, " +
    "as torch.nn.CrossEntropyLoss.",
  arguments: {
    class_weights: classWeights,
    label_smoothing: float({
      min: 0,
      below: 1,
      default: 0,
      doc:
        "the share ε of the target that is spread over all classes: 1 - ε + ε/C for the right one",
    }),
  },
  target: "classes",
  head: softmaxHead,
  outputs: widthOf,
  problem: (target, { class_weights }) => checkPerClass(target, "class_weights", class_weights),
  rows(context, { class_weights, label_smoothing }) {
    const { scores, targets } = context;
    const truth = oneHot(targets, sizeOf(scores.type.shape.at(-1)));
    if (label_smoothing === 0) return softmaxCrossEntropy(scores, truth);
    const weights = weightsOf(class_weights, context);
    return smoothed(scores, { truth, targets, weights, share: label_smoothing });
  },
  weights: (context, { class_weights }) => classWeightOfRows(context, class_weights),
});

interface Smoothing {
  /** float32 [B, C] */
  readonly truth: Value;
  /** int32 [B] */
  readonly targets: Value;
  readonly weights?: readonly number[];
  readonly share: number;
}

function smoothed(logits: Value, { truth, targets, weights, share }: Smoothing): Value {
  const classes = sizeOf(truth.type.shape.at(-1));
  const right = mul(scalar(1 - share), truth);
  if (!weights) return softmaxCrossEntropy(logits, add(right, scalar(share / classes)));
  // The mean multiplies by the row's weight, which the spread share must not have twice.
  const spread = constant(tensor([1, classes], weights.map((each) => each * share / classes)));
  const target = add(right, div(spread, perRow(targets, weights)));
  const total = reduceSum(target, { axes: [-1], keepDims: true });
  return mul(total, softmaxCrossEntropy(logits, div(target, total)));
}
