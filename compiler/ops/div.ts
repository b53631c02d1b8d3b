import { apply, defineBinary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";

/**
 * Elementwise quotient: y = a / b, with vjp da = dy / b, db = -dy y / b.
 * Shapes: a, b broadcastable -> y. Source: ONNX operator `Div`.
 */
export const divOp = defineBinary({
  kind: "div",
  compute: (a, b) => a / b,
  vjp: (_a, b, { output: y, cotangent: dy }) => [div(dy, b), neg(div(mul(dy, y), b))],
});

/** a / b */
export function div(a: Value, b: Value): Value {
  return apply(divOp, [a, b], {});
}
