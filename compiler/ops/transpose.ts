import { apply, build, defineOp } from "../ir/define_op.ts";
import { stridesOf } from "../ir/tensor.ts";
import type { Attributes, Value } from "../ir/value.ts";
import { intsAttribute } from "../onnx/model.ts";

/**
 * Exchange of the last two axes: y[..., i, j] = x[..., j, i], with vjp dx = dyᵀ.
 * Shapes: x [...d, m, n] -> y [...d, n, m]. Source: ONNX operator `Transpose`.
 */
export const transposeOp = defineOp<Attributes>({
  kind: "transpose",
  inferType([x]) {
    if (x!.shape.length < 2) throw new RangeError("transpose needs two axes");
    return { dtype: x!.dtype, shape: swapLast(x!.shape) };
  },
  vjp: ({ cotangent }) => [transpose(cotangent)],
  toOnnx: ({ inputs, output, types }) => [
    {
      opType: "Transpose",
      inputs,
      outputs: [output],
      attributes: { perm: intsAttribute(swapLast(types.output.shape.map((_, axis) => axis))) },
    },
  ],
  evaluate([x]) {
    const strides = stridesOf(x!.shape);
    return build(x!.dtype, swapLast(x!.shape), (index) => {
      const from = swapLast(index);
      return x!.data[from.reduce((sum, at, axis) => sum + at * strides[axis]!, 0)]!;
    });
  },
});

/** x with its last two axes exchanged. */
export function transpose(x: Value): Value {
  return apply(transposeOp, [x]);
}

/** A list with its last two items exchanged. */
export function swapLast<T>(items: readonly T[]): T[] {
  return [...items.slice(0, -2), items[items.length - 1]!, items[items.length - 2]!];
}
