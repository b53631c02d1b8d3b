import { boolean, float } from "../../dsl/language/signature.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { sub } from "../ops/sub.ts";
import { defineLayer } from "./layer.ts";
import { affineArguments, normalized } from "./normalized.ts";

/**
 * The last axis with mean 0 and variance 1: y = (x - μ) / √(σ² + ε) γ + β, σ² biased, as
 * `torch.nn.LayerNorm`. Shapes: x [...d, n] -> y [...d, n], with weight γ and bias β [n].
 * @see Ba et al., "Layer Normalization".
 */
export const layerNorm = defineLayer({
  name: "layer_norm",
  doc: "Normalizes the last axis of each row, (x - μ) / √(σ² + ε) γ + β, as torch.nn.LayerNorm.",
  arguments: {
    eps: float({ above: 0, default: 1e-5, doc: "ε: keeps the quotient finite" }),
    elementwise_affine: boolean({ default: true, doc: "whether it has γ and β" }),
    ...affineArguments,
  },
  build(context, { eps, elementwise_affine: affine, ...rest }) {
    const mean = reduceMean(context.input, { axes: [-1], keepDims: true });
    const deviation = sub(context.input, mean);
    const variance = reduceMean(mul(deviation, deviation), { axes: [-1], keepDims: true });
    const switchedBy = "elementwise_affine";
    return normalized(context, { mean, variance, eps, affine, switchedBy, ...rest });
  },
});
