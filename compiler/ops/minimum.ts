import { apply, defineBinary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";
import { greater } from "./greater.ts";
import { where } from "./where.ts";

/**
 * Elementwise minimum: y = min(a, b); the gradient goes to the smaller one, to b where equal.
 * Shapes: a, b broadcastable -> y. Source: ONNX operator `Min`.
 */
export const minimumOp = defineBinary({
  kind: "minimum",
  compute: Math.min,
  vjp: (a, b, { cotangent: dy }) => {
    const isA = greater(b, a);
    return [where(isA, dy, scalar(0)), where(isA, scalar(0), dy)];
  },
});

/** min(a, b) */
export function minimum(a: Value, b: Value): Value {
  return apply(minimumOp, [a, b], {});
}
