import { apply, defineUnary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";

/**
 * The largest whole number that is not above: y = ⌊x⌋, which is flat nearly everywhere, so that no
 * gradient flows.
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Floor`.
 */
export const floorOp = defineUnary({
  kind: "floor",
  compute: Math.floor,
  vjp: () => undefined,
});

/** ⌊x⌋ */
export function floor(x: Value): Value {
  return apply(floorOp, [x], {});
}
