import { apply, defineBinary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { neg } from "./neg.ts";

/**
 * Elementwise difference: y = a - b, with vjp da = dy, db = -dy.
 * Shapes: a, b broadcastable -> y. Source: ONNX operator `Sub`.
 */
export const subOp = defineBinary({
  kind: "sub",
  compute: (a, b) => a - b,
  vjp: (_a, _b, { cotangent: dy }) => [dy, neg(dy)],
});

/** a - b */
export function sub(a: Value, b: Value): Value {
  return apply(subOp, [a, b], {});
}
