import { apply, build, defineOp } from "../ir/define_op.ts";
import {
  broadcastOffset,
  broadcastShapes,
  elementAt,
  formatShape,
  sameShape,
  type Shape,
  sizeOf,
} from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/**
 * Repetition along dims of 1, with vjp dx = dy summed over the repeated axes.
 * Shapes: x broadcastable to `shape` -> y of `shape`. Source: ONNX operator `Expand`.
 */
export const expandOp = defineOp({
  kind: "expand",
  inferType([x], { shape }) {
    if (!sameShape(broadcastShapes(x.shape, shape), shape)) {
      throw new RangeError(`${formatShape(x.shape)} does not expand to ${formatShape(shape)}`);
    }
    return { dtype: x.dtype, shape };
  },
  // `differentiate` sums a broadcast gradient back.
  vjp: ({ cotangent }) => [cotangent],
  evaluate([x], { shape }) {
    const from = broadcastOffset(x.shape, shape);
    return build(x.dtype, shape, (index) => elementAt(x.data, from(index)));
  },
});

/** x repeated to `shape`, whose dims must all be numbers. */
export function expand(x: Value, shape: Shape): Value {
  if (sameShape(x.type.shape, shape)) return x;
  return apply(expandOp, [x], { shape: shape.map(sizeOf) });
}
