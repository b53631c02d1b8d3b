import { apply, defineBinary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";

/**
 * Elementwise comparison: y = (a = b), a bool tensor; no gradient flows.
 * Shapes: a, b broadcastable -> y. Source: ONNX operator `Equal`.
 */
export const equalOp = defineBinary({
  kind: "equal",
  dtype: "bool",
  compute: (a, b) => Number(a === b),
  vjp: () => [undefined, undefined],
});

/** a = b */
export function equal(a: Value, b: Value): Value {
  return apply(equalOp, [a, b], {});
}
