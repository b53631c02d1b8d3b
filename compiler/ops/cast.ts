import { apply, defineOp } from "../ir/define_op.ts";
import type { DType } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { intAttribute } from "../backends/onnx/model.ts";

type CastAttributes = { readonly dtype: DType };

const onnxType: Record<DType, number> = { float32: 1, int32: 6, string: 8, bool: 9 };

/**
 * Conversion to another dtype; floats are cut off towards zero. No gradient flows.
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `Cast`.
 */
export const castOp = defineOp<CastAttributes>({
  kind: "cast",
  inferType: ([x], { dtype }) => ({ dtype, shape: x!.shape }),
  vjp: () => [undefined],
  toOnnx: ({ inputs, output, attributes }) => [
    {
      opType: "Cast",
      inputs,
      outputs: [output],
      attributes: { to: intAttribute(onnxType[attributes.dtype]) },
    },
  ],
  evaluate: ([x], { dtype }) => ({
    dtype,
    shape: x!.shape,
    data: dtype === "bool"
      ? x!.data.map((v) => v ? 1 : 0)
      : dtype === "int32"
      ? x!.data.map(Math.trunc)
      : x!.data,
  }),
});

/** x as another dtype. */
export function cast(x: Value, dtype: DType): Value {
  return x.type.dtype === dtype ? x : apply(castOp, [x], { dtype });
}
