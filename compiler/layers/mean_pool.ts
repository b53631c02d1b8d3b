import { reduceMean } from "../ops/reduce_mean.ts";
import { defineLayer } from "./layer.ts";
import * as problem from "./problems.ts";

/** The mean over the axis before the last, as `x.mean(-2)`. Shapes: x [N, ...d, t, n] -> y [N, ...d, n]. */
export const meanPool = defineLayer({
  name: "mean_pool",
  doc: "Mean over the axis before the last, [N, tokens, n] to [N, n], as x.mean(-2) in PyTorch.",
  arguments: {},
  build(context) {
    const { shape } = context.input.type;
    if (shape.length < 3) context.reject(problem.tooFewAxes("mean_pool", shape));
    return reduceMean(context.input, { axes: [-2] });
  },
});
