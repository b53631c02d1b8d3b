import { defineOp } from "./define_op.ts";
import { type DType, type NumericTensor, type Tensor, tensor } from "./tensor.ts";
import type { Value } from "./value.ts";

type ConstantAttributes = { readonly tensor: Tensor };

/** A tensor known when the graph is built; lowered to an initializer. */
export const constantOp = defineOp<ConstantAttributes>({
  kind: "constant",
  inferType: (_, { tensor }) => ({ dtype: tensor.dtype, shape: tensor.shape }),
  vjp: () => [],
  toOnnx: () => [],
  // Text is looked up by `gather` in the exported model alone, never in the reference evaluation.
  evaluate: (_, { tensor }) => tensor as NumericTensor,
});

/** A constant with the values of a tensor. */
export function constant(tensor: Tensor): Value {
  const type = { dtype: tensor.dtype, shape: tensor.shape };
  return { op: constantOp, inputs: [], attributes: { tensor }, type };
}

/** A constant of shape []. */
export function scalar(value: number, dtype: DType = "float32"): Value {
  return constant(tensor([], [value], dtype));
}

/** The number a value is everywhere, if it is a constant of one element. */
export function scalarOf(value: Value): number | undefined {
  const { tensor } = value.attributes as { tensor?: Tensor };
  if (value.op !== constantOp || tensor?.data.length !== 1) return undefined;
  return Number(tensor.data[0]);
}
