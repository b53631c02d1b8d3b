import { formatShape, type Shape } from "../ir/tensor.ts";
import { concat } from "../ops/concat.ts";
import { defineLayer } from "./layer.ts";
import * as problem from "./problems.ts";

/**
 * The layers of its block side by side: each takes the same input, and their outputs are joined along
 * the last axis, as `torch.cat(..., -1)`. Shapes: x [...d, n] -> y [...e, Σ nᵢ].
 */
export const concatLayer = defineLayer({
  name: "concat",
  doc:
    "Gives its input to each layer of its block and joins their outputs along the last axis, as torch.cat(..., -1).",
  block: true,
  arguments: {},
  build(context) {
    const outputs = context.branches(context.input);
    const [first, ...others] = outputs.map(({ type }) => type.shape);
    if (!first) return context.reject(problem.emptyBlock("concat"));
    const lead = (shape: Shape) => formatShape(shape.slice(0, -1));
    const odd = others.find((shape) => lead(shape) !== lead(first));
    if (odd) context.reject(problem.unequalBranches(first, odd));
    return concat(outputs, -1);
  },
});
