import { apply, build, defineOp } from "../ir/define_op.ts";
import { formatShape, sameShape } from "../ir/tensor.ts";
import type { Attributes, Value } from "../ir/value.ts";
import { intAttribute } from "../backends/onnx/model.ts";
import { logSoftmax } from "./log_softmax.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";
import { logSoftmaxOf, softmax } from "./softmax.ts";
import { sub } from "./sub.ts";

/**
 * Cross-entropy of target distributions against softmax(z): L = -Σ p log softmax(z), row by row,
 * with vjp dz = dL (softmax(z) - p). The rows of p must sum to 1.
 * Shapes: z [...d, C], p [...d, C] -> L [...d, 1]. Source: `torch.nn.functional.cross_entropy`
 * with probability targets.
 */
export const softmaxCrossEntropyOp = defineOp<Attributes>({
  kind: "softmax_cross_entropy",
  inferType([z, p]) {
    if (!sameShape(z!.shape, p!.shape)) {
      throw new RangeError(`logits ${formatShape(z!.shape)}, targets ${formatShape(p!.shape)}`);
    }
    return { dtype: z!.dtype, shape: z!.shape.with(-1, 1) };
  },
  vjp: ({ inputs: [z, p], cotangent: dy }) => [
    mul(dy, sub(softmax(z!), p!)),
    neg(mul(dy, logSoftmax(z!))),
  ],
  toOnnx({ inputs: [z, p], output, constant, temporary }) {
    const [logs, products, sums] = [temporary(), temporary(), temporary()];
    const axes = constant({ elementType: "int64", shape: [1], data: BigInt64Array.of(-1n) });
    return [
      {
        opType: "LogSoftmax",
        inputs: [z!],
        outputs: [logs],
        attributes: { axis: intAttribute(-1) },
      },
      { opType: "Mul", inputs: [p!, logs], outputs: [products] },
      { opType: "ReduceSum", inputs: [products, axes], outputs: [sums] },
      { opType: "Neg", inputs: [sums], outputs: [output] },
    ];
  },
  evaluate([z, p]) {
    const logs = logSoftmaxOf(z!);
    const size = z!.shape.at(-1)!;
    let at = 0;
    return build(z!.dtype, z!.shape.with(-1, 1), () => {
      let sum = 0;
      for (const end = at + size; at < end; at++) sum -= p!.data[at]! * logs.data[at]!;
      return sum;
    });
  },
});

/** -Σ p log softmax(z) for each row. */
export function softmaxCrossEntropy(logits: Value, distribution: Value): Value {
  return apply(softmaxCrossEntropyOp, [logits, distribution]);
}
