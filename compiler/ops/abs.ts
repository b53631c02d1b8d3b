import { apply, defineUnary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";
import { greater } from "./greater.ts";
import { neg } from "./neg.ts";
import { where } from "./where.ts";

/**
 * Elementwise absolute value: y = |x|, with vjp dx = dy sign(x) (0 at x = 0, as PyTorch).
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Abs`.
 */
export const absOp = defineUnary({
  kind: "abs",
  compute: Math.abs,
  vjp: (x, _y, dy) =>
    where(greater(x, scalar(0)), dy, where(greater(scalar(0), x), neg(dy), scalar(0))),
});

/** |x| */
export function abs(x: Value): Value {
  return apply(absOp, [x], {});
}
