import { float } from "../../dsl/language/signature.ts";
import { marginHead } from "../heads/head.ts";
import { sizeOf } from "../ir/tensor.ts";
import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { mul } from "../ops/mul.ts";
import { oneHot } from "../ops/one_hot.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { relu } from "../ops/relu.ts";
import { sub } from "../ops/sub.ts";
import { defineLoss, widthOf } from "./loss.ts";

/** Σ_{c≠y} max(0, margin - z[y] + z[c]) / C, as `torch.nn.MultiMarginLoss`. */
export const multiMargin = defineLoss({
  name: "multi_margin",
  doc: "Hinge loss of several classes, Σ max(0, margin - z[y] + z[c]) / C over c ≠ y, as " +
    "torch.nn.MultiMarginLoss. Its scores are no probabilities.",
  arguments: {
    margin: float({ above: 0, default: 1, doc: "by how much the right score should lead" }),
  },
  target: "classes",
  head: marginHead,
  outputs: widthOf,
  rows({ scores, targets }, { margin }) {
    const classes = sizeOf(scores.type.shape.at(-1));
    const truth = oneHot(targets, classes);
    const sumOf = (x: typeof scores) => reduceSum(x, { axes: [-1], keepDims: true });
    const lead = sub(scores, sumOf(mul(truth, scores)));
    // Of the right class no lead over itself is asked.
    const excess = mul(relu(add(lead, scalar(margin))), sub(scalar(1), truth));
    return mul(sumOf(excess), scalar(1 / classes));
  },
});
