import { apply, build, defineOp } from "../ir/define_op.ts";
import {
  broadcastOffset,
  broadcastShapes,
  formatShape,
  type NumericTensor,
  sameShape,
} from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { gemmNode, matmul, type MatmulAttributes, matmulOp, product } from "./matmul.ts";

/**
 * Matrix product plus addend: y = op(a) op(b) + c, with the vjp of `matmul` and dc = dy.
 * Shapes: a [m, k], b [k, n], c broadcastable to [m, n] -> y [m, n]. Source: ONNX operator `Gemm`.
 */
export const gemmOp = defineOp<MatmulAttributes>({
  kind: "gemm",
  inferType([a, b, c], attributes) {
    const type = matmulOp.inferType([a!, b!], attributes);
    if (type.shape.length !== 2 || !sameShape(broadcastShapes(c!.shape, type.shape), type.shape)) {
      throw new RangeError(`gemm adds ${formatShape(c!.shape)} to ${formatShape(type.shape)}`);
    }
    return type;
  },
  vjp(context) {
    const { inputs: [a, b], attributes } = context;
    return [...matmulOp.vjp({ ...context, output: matmul(a!, b!, attributes) }), context.cotangent];
  },
  toOnnx: (context) => [gemmNode(context)],
  evaluate([a, b, c], attributes): NumericTensor {
    const y = product(a!, b!, attributes);
    const addend = broadcastOffset(c!.shape, y.shape);
    return build(y.dtype, y.shape, (index) => {
      const at = index[0]! * y.shape[1]! + index[1]!;
      return y.data[at]! + c!.data[addend(index)]!;
    });
  },
});

/** op(a) op(b) + c. */
export function gemm(
  inputs: readonly [Value, Value, Value],
  options: Partial<MatmulAttributes> = {},
): Value {
  return apply(gemmOp, inputs, { transposeA: false, transposeB: false, ...options });
}
