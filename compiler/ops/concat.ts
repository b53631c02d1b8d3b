import { apply, build, defineOp } from "../ir/define_op.ts";
import {
  axisIndex,
  type Dim,
  elementAt,
  formatShape,
  offsetOf,
  type Shape,
  sizeOf,
  stridesOf,
  type TensorType,
} from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { slice } from "./slice.ts";

/**
 * Tensors side by side along one axis, with vjp dxᵢ = the part of dy that came from xᵢ.
 * Shapes: xᵢ [...d, nᵢ, ...e] -> y [...d, Σ nᵢ, ...e]. Source: ONNX operator `Concat`.
 */
export const concatOp = defineOp({
  kind: "concat",
  inferType: (types, { axis }) => joinedType(types, axis),
  vjp({ inputs, cotangent, attributes: { axis } }) {
    let start = 0;
    return inputs.map((input) => {
      const size = sizeOf(input.type.shape.at(axis));
      start += size;
      return slice(cotangent, { axis, start: start - size, end: start });
    });
  },
  evaluate(inputs, { axis }) {
    const { dtype, shape } = joinedType(inputs, axis);
    const at = axisIndex(shape, axis);
    const places = inputs.flatMap(({ shape, data }) => {
      const strides = stridesOf(shape);
      return Array.from({ length: sizeOf(shape[at]) }, (_, along) => ({ data, strides, along }));
    });
    return build(dtype, shape.map(sizeOf), (index) => {
      // There are as many places as the result has along the axis.
      const { data, strides, along } = places[elementAt(index, at)];
      return elementAt(data, offsetOf(index.with(at, along), strides));
    });
  },
});

/** Tensors side by side along `axis`, which counts from the end. */
export function concat(inputs: readonly Value[], axis: number): Value {
  const [first, ...others] = inputs;
  return first && others.length === 0 ? first : apply(concatOp, inputs, { axis });
}

/** @throws {RangeError} If the other dims disagree. */
function joinedType(types: readonly TensorType[], axis: number): TensorType {
  const [first] = types;
  if (!first) throw new RangeError("concat of nothing");
  const at = axisIndex(first.shape, axis);
  const outside = (shape: Shape) => formatShape(shape.with(at, 0));
  const odd = types.find((type) => outside(type.shape) !== outside(first.shape));
  if (odd) {
    throw new RangeError(`concat of ${formatShape(first.shape)} and ${formatShape(odd.shape)}`);
  }
  const total = types.reduce<Dim>((sum, type) => sizeOf(sum) + sizeOf(type.shape[at]), 0);
  return { dtype: first.dtype, shape: first.shape.with(at, total) };
}
