import { apply, build, defineOp } from "../ir/define_op.ts";
import { axisIndex, type Dim, formatShape, type Shape, sizeOf, stridesOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { intAttribute } from "../backends/onnx/model.ts";
import { slice } from "./slice.ts";

type ConcatAttributes = { readonly axis: number };

/**
 * Tensors side by side along one axis, with vjp dxᵢ = the part of dy that came from xᵢ.
 * Shapes: xᵢ [...d, nᵢ, ...e] -> y [...d, Σ nᵢ, ...e]. Source: ONNX operator `Concat`.
 */
export const concatOp = defineOp<ConcatAttributes>({
  kind: "concat",
  inferType(types, { axis }) {
    const [first] = types;
    const at = axisIndex(first!.shape, axis);
    const outside = (shape: Shape) => formatShape(shape.with(at, 0));
    const odd = types.find((type) => outside(type.shape) !== outside(first!.shape));
    if (odd) {
      throw new RangeError(`concat of ${formatShape(first!.shape)} and ${formatShape(odd.shape)}`);
    }
    const total = types.reduce<Dim>((sum, type) => sizeOf(sum) + sizeOf(type.shape[at]), 0);
    return { dtype: first!.dtype, shape: first!.shape.with(at, total) };
  },
  vjp({ inputs, cotangent, attributes: { axis } }) {
    let start = 0;
    return inputs.map((input) => {
      const size = sizeOf(input.type.shape.at(axis));
      start += size;
      return slice(cotangent, { axis, start: start - size, end: start });
    });
  },
  toOnnx: ({ inputs, output, attributes: { axis } }) => [
    { opType: "Concat", inputs, outputs: [output], attributes: { axis: intAttribute(axis) } },
  ],
  evaluate(inputs, { axis }) {
    const at = axisIndex(inputs[0]!.shape, axis);
    const total = inputs.reduce((sum, each) => sum + each.shape[at]!, 0);
    return build(inputs[0]!.dtype, inputs[0]!.shape.with(at, total), (index) => {
      let [part, along] = [0, index[at]!];
      while (along >= inputs[part]!.shape[at]!) along -= inputs[part++]!.shape[at]!;
      const strides = stridesOf(inputs[part]!.shape);
      const from = index.with(at, along).reduce((sum, each, i) => sum + each * strides[i]!, 0);
      return inputs[part]!.data[from]!;
    });
  },
});

/** Tensors side by side along `axis`, which counts from the end. */
export function concat(inputs: readonly Value[], axis: number): Value {
  return inputs.length === 1 ? inputs[0]! : apply(concatOp, inputs, { axis });
}
