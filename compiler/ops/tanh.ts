import { apply, defineUnary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";
import { mul } from "./mul.ts";
import { sub } from "./sub.ts";

/**
 * Elementwise hyperbolic tangent: y = tanh(x), with vjp dx = dy (1 - y²).
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Tanh`.
 */
export const tanhOp = defineUnary({
  kind: "tanh",
  compute: Math.tanh,
  vjp: (_x, y, dy) => mul(dy, sub(scalar(1), mul(y, y))),
});

/** tanh(x) */
export function tanh(x: Value): Value {
  return apply(tanhOp, [x], {});
}
