import { apply, defineBinary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";
import { greater } from "./greater.ts";
import { where } from "./where.ts";

/**
 * Elementwise maximum: y = max(a, b); the gradient goes to the larger one, to b where equal.
 * Shapes: a, b broadcastable -> y. Source: ONNX operator `Max`.
 */
export const maximumOp = defineBinary({
  kind: "maximum",
  compute: Math.max,
  vjp: (a, b, { cotangent: dy }) => {
    const isA = greater(a, b);
    return [where(isA, dy, scalar(0)), where(isA, scalar(0), dy)];
  },
});

/** max(a, b) */
export function maximum(a: Value, b: Value): Value {
  return apply(maximumOp, [a, b], {});
}
