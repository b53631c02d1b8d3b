import type { DType, Tensor, TensorType } from "../../ir/tensor.ts";
import type { ElementType, TensorData, ValueInfo } from "./model.ts";

/** A tensor as ONNX stores it. */
export function toTensorData({ dtype, shape, data }: Tensor): TensorData {
  const elementType = elementTypeOf(dtype);
  if (!(data instanceof Float64Array)) return { elementType, shape, data };
  const convert: Record<Exclude<DType, "string">, () => TensorData["data"]> = {
    float32: () => Float32Array.from(data),
    float64: () => data,
    uint8: () => Uint8Array.from(data),
    int32: () => Int32Array.from(data),
    bool: () => Uint8Array.from(data),
  };
  return { elementType, shape, data: dtype === "string" ? data : convert[dtype]() };
}

/** The declaration of a graph's input or output. */
export function declare(name: string, { dtype, shape }: TensorType): ValueInfo {
  return { name, elementType: elementTypeOf(dtype), shape };
}

function elementTypeOf(dtype: DType): ElementType {
  return dtype;
}

/** Whole numbers in a vector, as ops take shapes, axes and sizes. */
export function int64s(values: readonly number[]): TensorData {
  const data = BigInt64Array.from(values, BigInt);
  return { elementType: "int64", shape: [data.length], data };
}

/** Numbers in a vector. */
export function float32s(values: readonly number[]): TensorData {
  return { elementType: "float32", shape: [values.length], data: Float32Array.from(values) };
}

/** One number. */
export function float32Scalar(value: number): TensorData {
  return { elementType: "float32", shape: [], data: Float32Array.of(value) };
}

/** One whole number. */
export function int32Scalar(value: number): TensorData {
  return { elementType: "int32", shape: [], data: Int32Array.of(value) };
}
