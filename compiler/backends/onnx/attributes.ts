import type { AttributeValue, OnnxGraph, TensorData } from "./model.ts";

/** An attribute holding one 64-bit integer, which must be exact. */
export function intAttribute(value: number | bigint): AttributeValue {
  return { kind: "int", value };
}

/** An attribute holding one number, rounded to single precision. */
export function floatAttribute(value: number): AttributeValue {
  return { kind: "float", value };
}

/** An attribute holding a text. */
export function stringAttribute(value: string): AttributeValue {
  return { kind: "string", value };
}

/** An attribute holding a list of exact integers. */
export function intsAttribute(value: readonly number[]): AttributeValue {
  return { kind: "ints", value };
}

/** An attribute holding a list of numbers, rounded to single precision. */
export function floatsAttribute(value: readonly number[]): AttributeValue {
  return { kind: "floats", value };
}

/** An attribute holding a list of texts. */
export function stringsAttribute(value: readonly string[]): AttributeValue {
  return { kind: "strings", value };
}

/** An attribute holding a constant tensor. */
export function tensorAttribute(value: TensorData): AttributeValue {
  return { kind: "tensor", value };
}

/** An attribute holding a graph, such as the body of a `Scan`. */
export function graphAttribute(value: OnnxGraph): AttributeValue {
  return { kind: "graph", value };
}
