import { apply, defineOp } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { mul } from "./mul.ts";
import { reduceSum } from "./reduce_sum.ts";
import { logSoftmaxOf, softmax } from "./softmax.ts";
import { sub } from "./sub.ts";

/**
 * Logarithm of the softmax over the last axis: y = x - ln Σ eˣ, with vjp dx = dy - softmax(x) Σ dy.
 * Shapes: x [...d, n] -> y [...d, n]. Source: ONNX operator `LogSoftmax`, opset 13.
 */
export const logSoftmaxOp = defineOp({
  kind: "log_softmax",
  inferType: ([x]) => x,
  vjp({ inputs: [x], cotangent: dy }) {
    const total = reduceSum(dy, { axes: [-1], keepDims: true });
    return [sub(dy, mul(softmax(x), total))];
  },
  evaluate: ([x]) => logSoftmaxOf(x),
});

/** x - ln Σ eˣ over the last axis. */
export function logSoftmax(x: Value): Value {
  return apply(logSoftmaxOp, [x], {});
}
