import { apply, defineUnary } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";
import { mul } from "./mul.ts";
import { sub } from "./sub.ts";

/**
 * Elementwise logistic function: y = 1 / (1 + e⁻ˣ), with vjp dx = dy y (1 - y).
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Sigmoid`.
 */
export const sigmoidOp = defineUnary({
  kind: "sigmoid",
  compute: (x) => 1 / (1 + Math.exp(-x)),
  vjp: (_x, y, dy) => mul(dy, mul(y, sub(scalar(1), y))),
});

/** 1 / (1 + e⁻ˣ) */
export function sigmoid(x: Value): Value {
  return apply(sigmoidOp, [x], {});
}
