import { apply, defineBinary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";

/**
 * Elementwise comparison: y = a > b, a bool tensor; no gradient flows.
 * Shapes: a, b broadcastable -> y. Source: ONNX operator `Greater`.
 */
export const greaterOp = defineBinary({
  kind: "greater",
  dtype: "bool",
  compute: (a, b) => Number(a > b),
  vjp: () => [undefined, undefined],
});

/** a > b */
export function greater(a: Value, b: Value): Value {
  return apply(greaterOp, [a, b], {});
}
