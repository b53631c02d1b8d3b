import { apply, defineUnary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";
import { exp } from "./exp.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";

/**
 * Elementwise error function: y = 2/√π ∫₀ˣ e^(-t²) dt, with vjp dx = dy · 2/√π e^(-x²).
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Erf`.
 */
export const erfOp = defineUnary({
  kind: "erf",
  compute: erfOf,
  vjp: (x, _y, dy) => mul(dy, mul(scalar(2 / Math.sqrt(Math.PI)), exp(neg(mul(x, x))))),
});

/** The error function of every element. */
export function erf(x: Value): Value {
  return apply(erfOp, [x], {});
}

/**
 * The error function in float64, good to 5e-15: its terms are all of one sign, so nothing cancels.
 * @see Abramowitz and Stegun, 7.1.6: erf x = 2/√π e^(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n + 1)).
 */
export function erfOf(x: number): number {
  // From here on it is ±1 in float64: 1 - erf 6 is 2e-17.
  if (Math.abs(x) >= 6) return Math.sign(x);
  let [sum, term] = [x, x];
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 2 ** -54; odd += 2) {
    term *= 2 * x * x / odd;
    sum += term;
  }
  return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
}
