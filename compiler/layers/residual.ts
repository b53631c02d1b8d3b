import { sameShape } from "../ir/tensor.ts";
import { add } from "../ops/add.ts";
import { defineLayer } from "./layer.ts";
import * as problem from "./problems.ts";

/**
 * Skip connection: y = x + block(x). Shapes: x [...d] -> y [...d].
 * @see He et al., "Deep Residual Learning for Image Recognition".
 */
export const residual = defineLayer({
  name: "residual",
  doc: "Skip connection around its block, x + block(x).",
  block: true,
  arguments: {},
  build(context) {
    const { input } = context;
    const output = context.block(input);
    const [before, after] = [input.type.shape, output.type.shape];
    if (!sameShape(before, after)) context.reject(problem.unequalResidual(before, after));
    return add(input, output);
  },
});
