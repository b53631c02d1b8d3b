import { apply, build, defineOp } from "../ir/define_op.ts";
import { constant } from "../ir/constant.ts";
import type { SliceAttributes } from "../ir/op_set.ts";
import {
  axisIndex,
  countOf,
  elementAt,
  formatShape,
  offsetOf,
  sizeOf,
  stridesOf,
  tensor,
} from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { concat } from "./concat.ts";

/**
 * A range of one axis, with vjp dx = dy between zeros.
 * Shapes: x [...d, n, ...e] -> y [...d, end - start, ...e]. Source: ONNX operator `Slice`.
 */
export const sliceOp = defineOp({
  kind: "slice",
  inferType([x], { axis, start, end }) {
    const at = axisIndex(x.shape, axis);
    if (start < 0 || end <= start || end > sizeOf(x.shape[at])) {
      throw new RangeError(
        `${start}..${end} is no part of axis ${axis} of ${formatShape(x.shape)}`,
      );
    }
    return { dtype: x.dtype, shape: x.shape.with(at, end - start) };
  },
  vjp({ inputs: [x], cotangent, attributes: { axis, start, end } }) {
    const shape = x.type.shape.map(sizeOf);
    const at = axisIndex(shape, axis);
    const zeros = (size: number) => {
      if (size === 0) return [];
      const padding = shape.with(at, size);
      return [constant(tensor(padding, new Float64Array(countOf(padding))))];
    };
    return [concat([...zeros(start), cotangent, ...zeros(sizeOf(shape[at]) - end)], axis)];
  },
  evaluate([x], { axis, start, end }) {
    const at = axisIndex(x.shape, axis);
    const strides = stridesOf(x.shape);
    return build(x.dtype, x.shape.with(at, end - start), (index) => {
      const from = index.with(at, elementAt(index, at) + start);
      return elementAt(x.data, offsetOf(from, strides));
    });
  },
});

/** x from `start` to before `end` along `axis`. */
export function slice(x: Value, attributes: SliceAttributes): Value {
  const isWhole = attributes.start === 0 && attributes.end === x.type.shape.at(attributes.axis);
  return isWhole ? x : apply(sliceOp, [x], attributes);
}
