import { apply, defineOp } from "../ir/define_op.ts";
import { type NumericTensor, sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { mul } from "./mul.ts";
import { reduceSum } from "./reduce_sum.ts";
import { sub } from "./sub.ts";

/**
 * Softmax over the last axis: y = eˣ / Σ eˣ, with vjp dx = y (dy - Σ dy y).
 * Shapes: x [...d, n] -> y [...d, n]. Source: ONNX operator `Softmax`, opset 13.
 */
export const softmaxOp = defineOp({
  kind: "softmax",
  inferType: ([x]) => x,
  vjp({ output: y, cotangent: dy }) {
    const projection = reduceSum(mul(dy, y), { axes: [-1], keepDims: true });
    return [mul(y, sub(dy, projection))];
  },
  evaluate: ([x]) => {
    const y = logSoftmaxOf(x);
    return { ...y, data: y.data.map(Math.exp) };
  },
});

/** eˣ / Σ eˣ over the last axis. */
export function softmax(x: Value): Value {
  return apply(softmaxOp, [x], {});
}

/** The reference evaluation of x - ln Σ eˣ, shifted by the maximum so that it cannot overflow. */
export function logSoftmaxOf(x: NumericTensor): NumericTensor {
  const size = sizeOf(x.shape.at(-1));
  const data = new Float64Array(x.data.length);
  for (let start = 0; start < data.length; start += size) {
    const row = x.data.subarray(start, start + size);
    const top = Math.max(...row);
    const sum = row.reduce((total, each) => total + Math.exp(each - top), 0);
    data.set(row.map((each) => each - top - Math.log(sum)), start);
  }
  return { ...x, data };
}
