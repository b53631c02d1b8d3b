import { softmaxHead } from "../heads/head.ts";
import { sizeOf } from "../ir/tensor.ts";
import { oneHot } from "../ops/one_hot.ts";
import { softmaxCrossEntropy } from "../ops/softmax_cross_entropy.ts";
import { defineLoss, widthOf } from "./loss.ts";

/** -ln softmax(z)[y], from logits, as `torch.nn.CrossEntropyLoss`. */
export const crossEntropy = defineLoss({
  name: "cross_entropy",
  doc:
    "Softmax and negative log-likelihood of the right class, from logits, as torch.nn.CrossEntropyLoss.",
  arguments: {},
  target: "classes",
  head: softmaxHead,
  outputs: widthOf,
  rows({ scores, targets }) {
    return softmaxCrossEntropy(scores, oneHot(targets, sizeOf(scores.type.shape.at(-1))));
  },
});
