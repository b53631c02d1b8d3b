import { apply, defineOp } from "../ir/define_op.ts";
import { scalar } from "../ir/constant.ts";
import type { ReduceAttributes } from "../ir/op_set.ts";
import type { Value } from "../ir/value.ts";
import { mul } from "./mul.ts";
import { allAxes, reducedCount, reducedShape, spread, sumOver } from "./reduce_sum.ts";

/**
 * Mean over some axes: y = Σ x / n, with vjp dx = dy / n, spread over the n averaged elements.
 * Shapes: x [...d] -> y. Source: ONNX operator `ReduceMean`, opset 18.
 */
export const reduceMeanOp = defineOp({
  kind: "reduce_mean",
  inferType: ([x], attributes) => ({ dtype: x.dtype, shape: reducedShape(x.shape, attributes) }),
  vjp({ inputs: [x], cotangent, attributes }) {
    const share = scalar(1 / reducedCount(x.type.shape, attributes.axes));
    return [spread(x, mul(cotangent, share), attributes)];
  },
  evaluate([x], attributes) {
    const sum = sumOver(x, attributes);
    const count = reducedCount(x.shape, attributes.axes);
    return { ...sum, data: sum.data.map((each) => each / count) };
  },
});

/** The mean of x over `axes` (all of them unless given). */
export function reduceMean(x: Value, options: Partial<ReduceAttributes> = {}): Value {
  return apply(reduceMeanOp, [x], { axes: allAxes(x.type.shape), keepDims: false, ...options });
}
