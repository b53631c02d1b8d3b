import { apply, defineBinary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";

/**
 * Elementwise product: y = a b, with vjp da = dy b, db = dy a.
 * Shapes: a, b broadcastable -> y. Source: ONNX operator `Mul`.
 */
export const mulOp = defineBinary({
  kind: "mul",
  compute: (a, b) => a * b,
  vjp: (a, b, { cotangent: dy }) => [mul(dy, b), mul(dy, a)],
});

/** a b */
export function mul(a: Value, b: Value): Value {
  return apply(mulOp, [a, b], {});
}
