import { float, schedulable } from "../../dsl/language/signature.ts";
import { sizeOf } from "../ir/tensor.ts";
import { scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { greater } from "../ops/greater.ts";
import { mul } from "../ops/mul.ts";
import { where } from "../ops/where.ts";
import { defineLayer } from "./layer.ts";

/**
 * While training, each value is 0 with probability p, else x / (1 - p); otherwise y = x. As
 * `torch.nn.Dropout`. Shapes: x [...d] -> y [...d].
 */
export const dropout = defineLayer({
  name: "dropout",
  doc:
    "While training, sets each value to 0 with probability p and divides the others by 1 - p, as torch.nn.Dropout.",
  arguments: {
    p: schedulable(float({
      min: 0,
      below: 1,
      default: 0.5,
      doc: "the probability of a value to become 0",
    })),
  },
  isNoisy: true,
  build({ input: x, training }, { p }) {
    const scheduled = training?.scheduled("p");
    if (!training || (p === 0 && !scheduled)) return x;
    const random = training.uniform(x.type.shape.map(sizeOf));
    // In float32, as every device compares it, so that all drop the very same values.
    const isDropped = greater(scheduled?.value ?? scalar(Math.fround(p)), random);
    const kept = scheduled ? div(scalar(1), scheduled.rest) : scalar(1 / (1 - p));
    return mul(x, where(isDropped, scalar(0), kept));
  },
});
