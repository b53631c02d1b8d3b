import { float } from "../../dsl/language/signature.ts";
import { scalar } from "../ir/constant.ts";
import { mul } from "../ops/mul.ts";
import { softplus } from "../ops/softplus.ts";
import { defineLayer } from "./layer.ts";

/**
 * y = ln(1 + e^(β x)) / β, as `torch.nn.Softplus`, whose threshold it does not need: the op is exact
 * for large x, where torch is off by less than e⁻²⁰ / β. Shapes: x [...d] -> y [...d].
 */
export const softplusLayer = defineLayer({
  name: "softplus",
  doc: "Smooth rectifier, ln(1 + e^(β x)) / β, as torch.nn.Softplus.",
  arguments: { beta: float({ above: 0, default: 1, doc: "β: how sharp the bend at 0 is" }) },
  build({ input }, { beta }) {
    if (beta === 1) return softplus(input);
    return mul(scalar(1 / beta), softplus(mul(scalar(beta), input)));
  },
});
