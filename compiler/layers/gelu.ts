import { word } from "../../dsl/language/signature.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { erf } from "../ops/erf.ts";
import { mul } from "../ops/mul.ts";
import { tanh } from "../ops/tanh.ts";
import { defineLayer } from "./layer.ts";

/**
 * y = x Φ(x) with Φ the normal distribution function, as `torch.nn.GELU`. Shapes: x [...d] -> y [...d].
 * @see Hendrycks and Gimpel, "Gaussian Error Linear Units".
 */
export const gelu = defineLayer({
  name: "gelu",
  doc: "Gaussian error linear unit, x (1 + erf(x / √2)) / 2, as torch.nn.GELU.",
  arguments: {
    approximate: word(["none", "tanh"], {
      default: "none",
      doc: "tanh: x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2 instead",
    }),
  },
  build({ input: x }, { approximate }) {
    const share = approximate === "none" ? erf(mul(x, scalar(Math.SQRT1_2))) : tanh(cubic(x));
    return mul(mul(x, scalar(0.5)), add(share, scalar(1)));
  },
});

/** √(2/π) (x + 0.044715 x³) */
function cubic(x: Value): Value {
  const bend = add(mul(mul(x, x), scalar(0.044715)), scalar(1));
  return mul(mul(x, scalar(Math.sqrt(2 / Math.PI))), bend);
}
