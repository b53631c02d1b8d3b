import { apply, defineUnary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";
import { div } from "./div.ts";
import { mul } from "./mul.ts";

/**
 * Elementwise square root: y = √x, with vjp dx = dy / (2 y).
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Sqrt`.
 */
export const sqrtOp = defineUnary({
  kind: "sqrt",
  compute: Math.sqrt,
  vjp: (_x, y, dy) => div(dy, mul(scalar(2), y)),
});

/** √x */
export function sqrt(x: Value): Value {
  return apply(sqrtOp, [x], {});
}
