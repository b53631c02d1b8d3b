import { apply, build, defineOp } from "../ir/define_op.ts";
import { axisIndex, elementAt, formatShape, offsetOf, stridesOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/**
 * The last k axes in another order: axis i - k of y is axis `axes[i]` of x, with vjp
 * dx = dy permuted back. Shapes: x [...d, n₁, ..., nₖ] -> y [...d, the same nᵢ reordered].
 * Source: ONNX operator `Transpose`.
 */
export const permuteOp = defineOp({
  kind: "permute",
  inferType([x], { axes }) {
    const { dtype, shape } = x;
    const isPermutation = new Set(axes.map((axis) => axisIndex(shape, axis))).size === axes.length;
    if (!isPermutation || axes.some((axis) => axis < -axes.length)) {
      throw new RangeError(`[${axes}] does not permute the last axes of ${formatShape(shape)}`);
    }
    return { dtype, shape: permuted(shape, axes) };
  },
  vjp: ({ cotangent, attributes: { axes } }) => [permute(cotangent, inverse(axes))],
  evaluate([x], { axes }) {
    const strides = permuted(stridesOf(x.shape), axes);
    return build(
      x.dtype,
      permuted(x.shape, axes),
      (index) => elementAt(x.data, offsetOf(index, strides)),
    );
  },
});

/** x with its last `axes.length` axes in another order, each told by where it is in x: -1 is the last. */
export function permute(x: Value, axes: readonly number[]): Value {
  const isSame = axes.every((axis, at) => axis === at - axes.length);
  return isSame ? x : apply(permuteOp, [x], { axes });
}

/** A list with its last items in another order. */
export function permuted<T>(items: readonly T[], axes: readonly number[]): T[] {
  const lead = items.slice(0, items.length - axes.length);
  // `inferType` has looked at the axes.
  return [...lead, ...axes.map((axis) => items.at(axis)!)];
}

/** The permutation that brings every axis back. */
function inverse(axes: readonly number[]): number[] {
  return axes.map((_, at) => axes.indexOf(at - axes.length) - axes.length);
}
