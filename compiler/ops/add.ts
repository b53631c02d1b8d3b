import { apply, defineBinary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";

/**
 * Elementwise sum: y = a + b, with vjp da = dy, db = dy.
 * Shapes: a, b broadcastable -> y. Source: ONNX operator `Add`.
 */
export const addOp = defineBinary({
  kind: "add",
  compute: (a, b) => a + b,
  vjp: (_a, _b, { cotangent: dy }) => [dy, dy],
});

/** a + b */
export function add(a: Value, b: Value): Value {
  return apply(addOp, [a, b], {});
}
