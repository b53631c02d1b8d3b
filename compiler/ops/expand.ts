import { apply, build, defineOp } from "../ir/define_op.ts";
import {
  broadcastOffset,
  broadcastShapes,
  formatShape,
  sameShape,
  type Shape,
  sizeOf,
} from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

type ExpandAttributes = { readonly shape: readonly number[] };

/**
 * Repetition along dims of 1, with vjp dx = dy summed over the repeated axes.
 * Shapes: x broadcastable to `shape` -> y of `shape`. Source: ONNX operator `Expand`.
 */
export const expandOp = defineOp<ExpandAttributes>({
  kind: "expand",
  inferType([x], { shape }) {
    if (!sameShape(broadcastShapes(x!.shape, shape), shape)) {
      throw new RangeError(`${formatShape(x!.shape)} does not expand to ${formatShape(shape)}`);
    }
    return { dtype: x!.dtype, shape };
  },
  // `differentiate` sums a broadcast gradient back.
  vjp: ({ cotangent }) => [cotangent],
  toOnnx({ inputs: [x], output, attributes, constant }) {
    const data = BigInt64Array.from(attributes.shape, BigInt);
    const shape = constant({ elementType: "int64", shape: [data.length], data });
    return [{ opType: "Expand", inputs: [x!, shape], outputs: [output] }];
  },
  evaluate([x], { shape }) {
    const from = broadcastOffset(x!.shape, shape);
    return build(x!.dtype, shape, (index) => x!.data[from(index)]!);
  },
});

/** x repeated to `shape`, whose dims must all be numbers. */
export function expand(x: Value, shape: Shape): Value {
  if (sameShape(x.type.shape, shape)) return x;
  return apply(expandOp, [x], { shape: shape.map(sizeOf) });
}
