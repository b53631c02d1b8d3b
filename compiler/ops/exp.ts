import { apply, defineUnary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { mul } from "./mul.ts";

/**
 * Elementwise exponential: y = eˣ, with vjp dx = dy y.
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Exp`.
 */
export const expOp = defineUnary({
  kind: "exp",
  compute: Math.exp,
  vjp: (_x, y, dy) => mul(dy, y),
});

/** eˣ */
export function exp(x: Value): Value {
  return apply(expOp, [x], {});
}
