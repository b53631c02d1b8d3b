import { transpose } from "../ops/transpose.ts";
import { defineLayer } from "./layer.ts";
import * as problem from "./problems.ts";

/** The last two axes exchanged, as `torch.transpose(x, -1, -2)`. Shapes: x [N, ...d, a, b] -> y [N, ...d, b, a]. */
export const transposeLayer = defineLayer({
  name: "transpose",
  doc: "Exchanges the last two axes, [N, a, b] to [N, b, a], as torch.transpose(x, -1, -2).",
  arguments: {},
  build(context) {
    const { shape } = context.input.type;
    if (shape.length < 3) context.reject(problem.tooFewAxes("transpose", shape));
    return transpose(context.input);
  },
});
