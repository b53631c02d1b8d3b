import { apply, build, defineOp } from "../ir/define_op.ts";
import { axisIndex, formatShape, sizeOf, stridesOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { tensor } from "../ir/tensor.ts";
import { concat } from "./concat.ts";
import { constant } from "../ir/constant.ts";

/** `start` is in, `end` is out, both counted from the front of `axis`. */
export type SliceAttributes = {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
};

/**
 * A range of one axis, with vjp dx = dy between zeros.
 * Shapes: x [...d, n, ...e] -> y [...d, end - start, ...e]. Source: ONNX operator `Slice`.
 */
export const sliceOp = defineOp<SliceAttributes>({
  kind: "slice",
  inferType([x], { axis, start, end }) {
    const at = axisIndex(x!.shape, axis);
    if (start < 0 || end <= start || end > sizeOf(x!.shape[at])) {
      throw new RangeError(
        `${start}..${end} is no part of axis ${axis} of ${formatShape(x!.shape)}`,
      );
    }
    return { dtype: x!.dtype, shape: x!.shape.with(at, end - start) };
  },
  vjp({ inputs: [x], cotangent, attributes: { axis, start, end } }) {
    const shape = x!.type.shape.map(sizeOf);
    const at = axisIndex(shape, axis);
    const zeros = (size: number) => {
      const padding = shape.with(at, size);
      return constant(tensor(padding, new Float64Array(padding.reduce((a, b) => a * b, 1))));
    };
    const before = start > 0 ? [zeros(start)] : [];
    const after = end < shape[at]! ? [zeros(shape[at]! - end)] : [];
    return [concat([...before, cotangent, ...after], axis)];
  },
  toOnnx({ inputs: [x], output, attributes: { axis, start, end }, constant }) {
    const one = (value: number) =>
      constant({ elementType: "int64", shape: [1], data: BigInt64Array.of(BigInt(value)) });
    return [{ opType: "Slice", inputs: [x!, one(start), one(end), one(axis)], outputs: [output] }];
  },
  evaluate([x], { axis, start, end }) {
    const at = axisIndex(x!.shape, axis);
    const strides = stridesOf(x!.shape);
    return build(x!.dtype, x!.shape.with(at, end - start), (index) => {
      const from = index.with(at, index[at]! + start);
      return x!.data[from.reduce((sum, each, i) => sum + each * strides[i]!, 0)]!;
    });
  },
});

/** x from `start` to before `end` along `axis`. */
export function slice(x: Value, attributes: SliceAttributes): Value {
  const isWhole = attributes.start === 0 && attributes.end === x.type.shape.at(attributes.axis);
  return isWhole ? x : apply(sliceOp, [x], attributes);
}
