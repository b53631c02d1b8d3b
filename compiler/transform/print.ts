import type { NoAttributes } from "../ir/op_set.ts";
import { formatShape, formatType } from "../ir/tensor.ts";
import { type Constant, type Outputs, topologicalOrder, type Value } from "../ir/value.ts";

/**
 * A graph as text, one typed value a line after its inputs, with names that depend on the graph
 * alone: `%3 = matmul(%1, hidden.weight) {transposeB} : float32[8, 3]`.
 */
export function printGraph(outputs: Outputs): string {
  const names = new Map<Value, string>();
  const nameOf = (value: Value) => names.get(value) ?? "";
  const lines = topologicalOrder(Object.values(outputs)).map((value) => {
    const isInput = value.kind === "input";
    const name = isInput ? value.name : `%${names.size}`;
    names.set(value, name);
    const note = value.name && !isInput ? `  # ${value.name}` : "";
    return `${name} = ${printExpression(value, nameOf)}${note}`;
  });
  const results = Object.entries(outputs).map(([name, value]) => `${name} = ${nameOf(value)}`);
  return [...lines, `return ${results.join(", ")}`, ""].join("\n");
}

/** One value: `relu(hidden) : float32[N, 3]`. @param nameOf What its inputs are called. */
export function printExpression(value: Value, nameOf: (input: Value) => string): string {
  return `${printBody(value, nameOf)} : ${formatType(value.type)}`;
}

function printBody(value: Value, nameOf: (input: Value) => string): string {
  if (value.kind === "input") return "input";
  if (value.kind === "constant") return printConstant(value);
  const attributes = printAttributes(value.attributes);
  const braces = attributes.length > 0 ? ` {${attributes.join(", ")}}` : "";
  return `${value.kind}(${value.inputs.map(nameOf).join(", ")})${braces}`;
}

/** `axis = -1`, or the name alone of what is true; what is not or empty is left out. */
function printAttributes(attributes: NoAttributes): string[] {
  return Object.entries<unknown>(attributes)
    .filter(([, value]) => value !== false && value !== "")
    .map(([name, value]) => value === true ? name : `${name} = ${printAttribute(value)}`);
}

function printAttribute(value: unknown): string {
  return Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
}

/** The values of a constant where they are few: `1`, `[1, 2]`, else `constant [8, 4]`. */
export function printConstant({ tensor: { shape, data } }: Constant): string {
  if (data.length > 6) return `constant ${formatShape(shape)}`;
  // Six digits are enough to tell constants apart, and no file then depends on the last bit.
  const values = [...data].map((each) =>
    typeof each === "number" ? Number(each.toPrecision(6)) : each
  );
  return shape.length === 0 ? `${values[0]}` : `[${values.join(", ")}]`;
}
