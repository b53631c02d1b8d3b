import { apply, build, defineOp } from "../ir/define_op.ts";
import { elementAt, formatShape, sameShape, sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
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
export const softmaxCrossEntropyOp = defineOp({
  kind: "softmax_cross_entropy",
  inferType([z, p]) {
    if (!sameShape(z.shape, p.shape)) {
      throw new RangeError(`logits ${formatShape(z.shape)}, targets ${formatShape(p.shape)}`);
    }
    return { dtype: z.dtype, shape: z.shape.with(-1, 1) };
  },
  vjp: ({ inputs: [z, p], cotangent: dy }) => [
    mul(dy, sub(softmax(z), p)),
    neg(mul(dy, logSoftmax(z))),
  ],
  evaluate([z, p]) {
    const logs = logSoftmaxOf(z);
    const size = sizeOf(z.shape.at(-1));
    const products = p.data.map((share, at) => share * elementAt(logs.data, at));
    let end = 0;
    return build(
      z.dtype,
      z.shape.with(-1, 1),
      () => -products.subarray(end, end += size).reduce((sum, each) => sum + each, 0),
    );
  },
});

/** -Σ p log softmax(z) for each row. */
export function softmaxCrossEntropy(logits: Value, distribution: Value): Value {
  return apply(softmaxCrossEntropyOp, [logits, distribution], {});
}
