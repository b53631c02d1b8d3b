import { apply, defineOp } from "../ir/define_op.ts";
import type { DType } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/**
 * Conversion to another dtype; floats are cut off towards zero. No gradient flows.
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Cast`.
 */
export const castOp = defineOp({
  kind: "cast",
  inferType: ([x], { dtype }) => ({ dtype, shape: x.shape }),
  vjp: () => [undefined],
  evaluate: ([x], { dtype }) => ({ dtype, shape: x.shape, data: x.data.map(conversions[dtype]) }),
});

const conversions: Record<DType, (x: number) => number> = {
  float32: (x) => x,
  float64: (x) => x,
  int32: Math.trunc,
  uint8: Math.trunc,
  bool: (x) => x ? 1 : 0,
  string: (x) => x,
};

/** x as another dtype. */
export function cast(x: Value, dtype: DType): Value {
  return x.type.dtype === dtype ? x : apply(castOp, [x], { dtype });
}
