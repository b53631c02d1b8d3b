import { apply, defineUnary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";

/**
 * Elementwise negation: y = -x, with vjp dx = -dy.
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Neg`.
 */
export const negOp = defineUnary({
  kind: "neg",
  compute: (x) => -x,
  vjp: (_x, _y, dy) => neg(dy),
});

/** -x */
export function neg(x: Value): Value {
  return apply(negOp, [x], {});
}
