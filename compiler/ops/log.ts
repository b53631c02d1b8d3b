import { apply, defineUnary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { div } from "./div.ts";

/**
 * Elementwise natural logarithm: y = ln x, with vjp dx = dy / x.
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Log`.
 */
export const logOp = defineUnary({
  kind: "log",
  compute: Math.log,
  vjp: (x, _y, dy) => div(dy, x),
});

/** ln x */
export function log(x: Value): Value {
  return apply(logOp, [x], {});
}
