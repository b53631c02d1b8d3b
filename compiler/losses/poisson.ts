import { expHead } from "../heads/head.ts";
import { exp } from "../ops/exp.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { sub } from "../ops/sub.ts";
import { defineLoss, widthOf } from "./loss.ts";

/**
 * eᶻ - y z, from the logarithm z of the expected count, as `torch.nn.PoissonNLLLoss`: the negative
 * log-likelihood without the term ln y! of the target alone. The model then answers with eᶻ.
 */
export const poisson = defineLoss({
  name: "poisson",
  doc: "Negative log-likelihood of counts, eᶻ - y z, from the logarithm z of the expected count, " +
    "as torch.nn.PoissonNLLLoss; the model answers with eᶻ.",
  arguments: {},
  target: "numeric",
  head: expHead,
  domain: { what: "0 or more", has: (value) => value >= 0 },
  outputs: widthOf,
  rows: ({ scores, targets }) =>
    reduceMean(sub(exp(scores), mul(targets, scores)), { axes: [-1], keepDims: true }),
});
