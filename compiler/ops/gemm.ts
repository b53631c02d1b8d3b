import { apply, build, defineOp } from "../ir/define_op.ts";
import type { MatmulAttributes } from "../ir/op_set.ts";
import {
  broadcastOffset,
  broadcastShapes,
  elementAt,
  formatShape,
  sameShape,
} from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { matmul, matmulOp, product } from "./matmul.ts";

/**
 * Matrix product plus addend: y = op(a) op(b) + c, with the vjp of `matmul` and dc = dy.
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
    const [da, db] = matmulOp.vjp({ inputs: [a, b], output, cotangent, attributes });
    return [da, db, cotangent];
  },
  evaluate([a, b, c], attributes) {
    const y = product(a, b, attributes);
    const addend = broadcastOffset(c.shape, y.shape);
    let at = 0;
    return build(
      y.dtype,
      y.shape,
      (index) => elementAt(y.data, at++) + elementAt(c.data, addend(index)),
    );
  },
});

/** op(a) op(b) + c. */
export function gemm(
  inputs: readonly [Value, Value, Value],
  options: Partial<MatmulAttributes> = {},
): Value {
  return apply(gemmOp, inputs, { transposeA: false, transposeB: false, ...options });
}
