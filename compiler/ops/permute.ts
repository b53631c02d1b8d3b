import { apply, build, defineOp } from "../ir/define_op.ts";
import { axisIndex, formatShape, stridesOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { intsAttribute } from "../backends/onnx/model.ts";

/** Where each of the last axes of the result comes from: a permutation of -1, ..., -k. */
type PermuteAttributes = { readonly axes: readonly number[] };

/**
 * The last k axes in another order: axis i - k of y is axis `axes[i]` of x, with vjp
 * dx = dy permuted back. Shapes: x [...d, n₁, ..., nₖ] -> y [...d, the same nᵢ reordered].
 * Source: ONNX operator `Transpose`.
 */
export const permuteOp = defineOp<PermuteAttributes>({
  kind: "permute",
  inferType([x], { axes }) {
    const { dtype, shape } = x!;
    const isPermutation = new Set(axes.map((axis) => axisIndex(shape, axis))).size === axes.length;
    if (!isPermutation || axes.some((axis) => axis < -axes.length)) {
      throw new RangeError(`[${axes}] does not permute the last axes of ${formatShape(shape)}`);
    }
    return { dtype, shape: permuted(shape, axes) };
  },
  vjp: ({ cotangent, attributes: { axes } }) => [permute(cotangent, inverse(axes))],
  toOnnx({ inputs, output, types, attributes: { axes } }) {
    const perm = intsAttribute(permuted(types.output.shape.map((_, axis) => axis), axes));
    return [{ opType: "Transpose", inputs, outputs: [output], attributes: { perm } }];
  },
  evaluate([x], { axes }) {
    const strides = permuted(stridesOf(x!.shape), axes);
    return build(x!.dtype, permuted(x!.shape, axes), (index) => {
      return x!.data[index.reduce((sum, at, axis) => sum + at * strides[axis]!, 0)]!;
    });
  },
});

/** x with its last `axes.length` axes in another order, each told by where it is in x: -1 is the last. */
export function permute(x: Value, axes: readonly number[]): Value {
  const isSame = axes.every((axis, at) => axis === at - axes.length);
  return isSame ? x : apply(permuteOp, [x], { axes });
}

/** A list with its last items in another order. */
function permuted<T>(items: readonly T[], axes: readonly number[]): T[] {
  const lead = items.slice(0, items.length - axes.length);
  return [...lead, ...axes.map((axis) => items.at(axis)!)];
}

/** The permutation that brings every axis back. */
function inverse(axes: readonly number[]): number[] {
  return axes.map((_, at) => axes.indexOf(at - axes.length) - axes.length);
}
