import { type DType, type Tensor, tensor } from "./tensor.ts";
import type { Constant, Value } from "./value.ts";

/** A constant with the values of a tensor. */
export function constant(tensor: Tensor): Constant {
  const type = { dtype: tensor.dtype, shape: tensor.shape };
  return { kind: "constant", inputs: [], tensor, type };
}

/** A constant of shape []. */
export function scalar(value: number, dtype: DType = "float32"): Constant {
  return constant(tensor([], [value], dtype));
}

/** The number a value is everywhere, if it is a constant of one element. */
export function scalarOf(value: Value): number | undefined {
  if (value.kind !== "constant" || value.tensor.data.length !== 1) return undefined;
  return Number(value.tensor.data[0]);
}
