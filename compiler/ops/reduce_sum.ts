import { apply, build, defineOp } from "../ir/define_op.ts";
import type { ReduceAttributes } from "../ir/op_set.ts";
import {
  axisIndex,
  broadcastOffset,
  type Dim,
  elementAt,
  forEachIndex,
  type NumericTensor,
  type Shape,
  sizeOf,
} from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { expand } from "./expand.ts";
import { reshape } from "./reshape.ts";

/**
 * Sum over some axes: y = Σ x, with vjp dx = dy, spread over the summed axes.
 * Shapes: x [...d] -> y. Source: ONNX operator `ReduceSum`, opset 13.
 */
export const reduceSumOp = defineOp({
  kind: "reduce_sum",
  inferType: ([x], attributes) => ({ dtype: x.dtype, shape: reducedShape(x.shape, attributes) }),
  vjp: ({ inputs: [x], cotangent, attributes }) => [spread(x, cotangent, attributes)],
  evaluate: ([x], attributes) => sumOver(x, attributes),
});

/** Σ x over `axes` (all of them unless given), without the summed dims unless `keepDims`. */
export function reduceSum(x: Value, options: Partial<ReduceAttributes> = {}): Value {
  return apply(reduceSumOp, [x], { axes: allAxes(x.type.shape), keepDims: false, ...options });
}

/** -1, -2, ... for every axis of a shape. */
export function allAxes(shape: Shape): number[] {
  return shape.map((_, index) => -1 - index);
}

/** The shape that is left after a reduction. */
export function reducedShape<D extends Dim>(
  shape: readonly D[],
  { axes, keepDims }: ReduceAttributes,
): readonly (D | 1)[] {
  const gone = new Set(axes.map((axis) => axisIndex(shape, axis)));
  return keepDims
    ? shape.map((dim, index) => gone.has(index) ? 1 : dim)
    : shape.filter((_, index) => !gone.has(index));
}

/** A cotangent of a reduction, repeated along the axes that it removed. */
export function spread(x: Value, cotangent: Value, attributes: ReduceAttributes): Value {
  const kept = reducedShape(x.type.shape, { ...attributes, keepDims: true });
  return expand(reshape(cotangent, kept), x.type.shape);
}

/** The reference evaluation of a sum. */
export function sumOver(x: NumericTensor, attributes: ReduceAttributes): NumericTensor {
  const kept = reducedShape(x.shape, { ...attributes, keepDims: true });
  const { data } = build(x.dtype, kept, () => 0);
  const to = broadcastOffset(kept, x.shape);
  forEachIndex(x.shape, (offset, index) => {
    data[to(index)] = elementAt(data, to(index)) + elementAt(x.data, offset);
  });
  return { dtype: x.dtype, shape: reducedShape(x.shape, attributes), data };
}

/** How many elements go into one element of a reduction. */
export function reducedCount(shape: Shape, axes: readonly number[]): number {
  return axes.reduce((count, axis) => count * sizeOf(shape[axisIndex(shape, axis)]), 1);
}
