import { apply, defineUnary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { mul } from "./mul.ts";
import { sigmoid } from "./sigmoid.ts";

/**
 * Elementwise softplus: y = ln(1 + eˣ), with vjp dx = dy sigmoid(x). Exact for large |x|.
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Softplus`.
 */
export const softplusOp = defineUnary({
  kind: "softplus",
  compute: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  vjp: (x, _y, dy) => mul(dy, sigmoid(x)),
});

/** ln(1 + eˣ) */
export function softplus(x: Value): Value {
  return apply(softplusOp, [x], {});
}
