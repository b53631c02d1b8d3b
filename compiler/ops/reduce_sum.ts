import { apply, build, defineOp } from "../ir/define_op.ts";
import {
  axisIndex,
  countOf,
  forEachIndex,
  type NumericTensor,
  type Shape,
  stridesOf,
} from "../ir/tensor.ts";
import type { LoweringContext, Value } from "../ir/value.ts";
import { intAttribute, type OnnxNode } from "../backends/onnx/model.ts";
import { expand } from "./expand.ts";
import { reshape } from "./reshape.ts";

/** `axes` count from the end; `keepDims` leaves a dim of 1 where an axis was. */
export type ReduceAttributes = { readonly axes: readonly number[]; readonly keepDims: boolean };

/**
 * Sum over some axes: y = Σ x, with vjp dx = dy, spread over the summed axes.
 * Shapes: x [...d] -> y. Source: ONNX operator `ReduceSum`, opset 13.
 */
export const reduceSumOp = defineOp<ReduceAttributes>({
  kind: "reduce_sum",
  inferType: ([x], attributes) => ({ dtype: x!.dtype, shape: reducedShape(x!.shape, attributes) }),
  vjp: ({ inputs: [x], cotangent, attributes }) => [spread(x!, cotangent, attributes)],
  toOnnx: (context) => [reduceNode("ReduceSum", context)],
  evaluate: ([x], attributes) => sumOver(x!, attributes),
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
export function reducedShape(shape: Shape, { axes, keepDims }: ReduceAttributes): Shape {
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

/** The ONNX node of a reduction that takes its axes as an input. */
export function reduceNode(opType: string, context: LoweringContext<ReduceAttributes>): OnnxNode {
  const { axes, keepDims } = context.attributes;
  const data = BigInt64Array.from(axes, BigInt);
  const axesName = context.constant({ elementType: "int64", shape: [axes.length], data });
  return {
    opType,
    inputs: [context.inputs[0]!, axesName],
    outputs: [context.output],
    attributes: {
      keepdims: intAttribute(Number(keepDims)),
      // ONNX takes no axes for all axes unless told otherwise.
      ...(axes.length === 0 && { noop_with_empty_axes: intAttribute(1) }),
    },
  };
}

/** The reference evaluation of a sum. */
export function sumOver(x: NumericTensor, attributes: ReduceAttributes): NumericTensor {
  const kept = reducedShape(x.shape, { ...attributes, keepDims: true }) as readonly number[];
  const sum = build(x.dtype, kept, () => 0);
  const strides = stridesOf(kept);
  forEachIndex(x.shape, (offset, index) => {
    const to = index.reduce(
      (total, at, axis) => total + (kept[axis] === 1 ? 0 : at * strides[axis]!),
      0,
    );
    sum.data[to]! += x.data[offset]!;
  });
  return { ...sum, shape: reducedShape(x.shape, attributes) as readonly number[] };
}

/** How many elements go into one element of a reduction. */
export function reducedCount(shape: Shape, axes: readonly number[]): number {
  return countOf(axes.map((axis) => shape[axisIndex(shape, axis)]!));
}
