import { logProbabilityHead } from "../heads/head.ts";
import { sizeOf } from "../ir/tensor.ts";
import { mul } from "../ops/mul.ts";
import { neg } from "../ops/neg.ts";
import { oneHot } from "../ops/one_hot.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { checkPerClass, classWeightOfRows, classWeights } from "./class_weights.ts";
import { defineLoss, widthOf } from "./loss.ts";

/** -x[y], from the logarithms x of probabilities, as `torch.nn.NLLLoss`. */
export const nll = defineLoss({
  name: "nll",
  doc: "Negative log-likelihood of the right class, -x[y], from the log-probabilities of a " +
    "log_softmax layer, as torch.nn.NLLLoss.",
  arguments: { class_weights: classWeights },
  target: "classes",
  head: logProbabilityHead,
  lastLayer: "log_softmax",
  outputs: widthOf,
  problem: (target, { class_weights }) => checkPerClass(target, "class_weights", class_weights),
  rows({ scores, targets }) {
    const truth = oneHot(targets, sizeOf(scores.type.shape.at(-1)));
    return neg(reduceSum(mul(truth, scores), { axes: [-1], keepDims: true }));
  },
  weights: (context, { class_weights }) => classWeightOfRows(context, class_weights),
});
