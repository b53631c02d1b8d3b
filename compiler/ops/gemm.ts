import { apply, build, defineOp } from "../ir/define_op.ts";
import { scalar } from "../ir/constant.ts";
import type { GemmAttributes } from "../ir/op_set.ts";
import {
  broadcastOffset,
  broadcastShapes,
  elementAt,
  formatShape,
  sameShape,
} from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { matmul, matmulOp, product } from "./matmul.ts";
import { mul } from "./mul.ts";

/**
 * Matrix product plus addend: y = α op(a) op(b) + β c, with the vjp of `matmul` for α dy and dc = β dy.
 * Shapes: a [m, k], b [k, n], c broadcastable to [m, n] -> y [m, n]. Source: ONNX operator `Gemm`.
 */
export const gemmOp = defineOp({
  kind: "gemm",
  inferType([a, b, c], attributes) {
    const type = matmulOp.inferType([a, b], attributes);
    if (type.shape.length !== 2 || !sameShape(broadcastShapes(c.shape, type.shape), type.shape)) {
      throw new RangeError(`gemm adds ${formatShape(c.shape)} to ${formatShape(type.shape)}`);
    }
    return type;
  },
  vjp({ inputs: [a, b], cotangent, attributes }) {
    const output = matmul(a, b, attributes);
    const { alpha = 1, beta = 1 } = attributes;
    const times = (factor: number) => factor === 1 ? cotangent : mul(scalar(factor), cotangent);
    const [da, db] = matmulOp.vjp({ inputs: [a, b], output, cotangent: times(alpha), attributes });
    return [da, db, times(beta)];
  },
  evaluate([a, b, c], attributes) {
    const { alpha = 1, beta = 1 } = attributes;
    const y = product(a, b, attributes);
    const addend = broadcastOffset(c.shape, y.shape);
    let at = 0;
    return build(
      y.dtype,
      y.shape,
      (index) => alpha * elementAt(y.data, at++) + beta * elementAt(c.data, addend(index)),
    );
  },
});

/** α op(a) op(b) + β c. */
export function gemm(
  inputs: readonly [Value, Value, Value],
  options: Partial<GemmAttributes> = {},
): Value {
  return apply(gemmOp, inputs, { transposeA: false, transposeB: false, ...options });
}
