import { apply, defineUnary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";
import { greater } from "./greater.ts";
import { where } from "./where.ts";

/**
 * Elementwise rectifier: y = max(x, 0), with vjp dx = dy where y > 0 (0 at x = 0, as PyTorch).
 * Reads y rather than x, which lets ONNX Runtime fuse the activation into the product before it.
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Relu`.
 */
export const reluOp = defineUnary({
  kind: "relu",
  compute: (x) => Math.max(x, 0),
  vjp: (_x, y, dy) => where(greater(y, scalar(0)), dy, scalar(0)),
});

/** max(x, 0) */
export function relu(x: Value): Value {
  return apply(reluOp, [x], {});
}
