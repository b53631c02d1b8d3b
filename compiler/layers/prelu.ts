import { float, int } from "../../dsl/language/signature.ts";
import { filled } from "../initializers/initializer.ts";
import { sizeOf } from "../ir/tensor.ts";
import { scalar } from "../ir/constant.ts";
import { greater } from "../ops/greater.ts";
import { mul } from "../ops/mul.ts";
import { where } from "../ops/where.ts";
import { defineLayer } from "./layer.ts";
import * as problem from "./problems.ts";
import { tuningArguments } from "./start.ts";

/**
 * y = x where x > 0, else a x, with the slope a learnt, as `torch.nn.PReLU` (whose channels are axis 1
 * where there are three axes or more; here they are the last one).
 * Shapes: x [...d, n] -> y [...d, n], with weight [1] or [n].
 */
export const prelu = defineLayer({
  name: "prelu",
  doc: "Leaky rectifier with a learnt slope, x where x > 0, else a x, as torch.nn.PReLU.",
  arguments: {
    num_parameters: int({ min: 1, default: 1, doc: "1 slope for all, or one for each last value" }),
    init: float({ default: 0.25, doc: "the slope it starts with" }),
    ...tuningArguments,
  },
  build(context, { num_parameters, init, ...tuning }) {
    const { input: x } = context;
    const width = sizeOf(x.type.shape.at(-1));
    if (num_parameters !== 1 && num_parameters !== width) {
      context.reject(problem.wrongSlopes(num_parameters, width));
    }
    const slope = context.parameter("weight", [num_parameters], {
      start: filled(init),
      ...tuning,
    });
    return where(greater(x, scalar(0)), x, mul(slope, x));
  },
});
