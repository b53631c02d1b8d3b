import { inputOp } from "../ir/input.ts";
import { constantOp } from "../ir/constant.ts";
import { formatShape, formatType, type Tensor } from "../ir/tensor.ts";
import { type Attribute, type Outputs, topologicalOrder, type Value } from "../ir/value.ts";

/**
 * A graph as text, one typed value a line after its inputs, with names that depend on the graph
 * alone: `%3 = matmul(%1, hidden.weight) {transposeB} : float32[8, 3]`.
 */
export function printGraph(outputs: Outputs): string {
  const names = new Map<Value, string>();
  const lines = topologicalOrder(Object.values(outputs)).map((value) => {
    const isInput = value.op === inputOp;
    const name = isInput ? value.name! : `%${names.size}`;
    names.set(value, name);
    const body = isInput ? "input" : printCall(value, names);
    const note = value.name && !isInput ? `  # ${value.name}` : "";
    return `${name} = ${body} : ${formatType(value.type)}${note}`;
  });
  const results = Object.entries(outputs).map(([name, value]) => `${name} = ${names.get(value)}`);
  return [...lines, `return ${results.join(", ")}`, ""].join("\n");
}

function printCall(value: Value, names: ReadonlyMap<Value, string>): string {
  if (value.op === constantOp) return printTensor(value.attributes.tensor as Tensor);
  const inputs = value.inputs.map((input) => names.get(input)).join(", ");
  const attributes = Object.entries(value.attributes)
    .filter(([, attribute]) => attribute !== undefined && attribute !== false && attribute !== "")
    .map(([name, attribute]) =>
      attribute === true ? name : `${name} = ${printAttribute(attribute!)}`
    );
  const braces = attributes.length > 0 ? ` {${attributes.join(", ")}}` : "";
  return `${value.op.kind}(${inputs})${braces}`;
}

function printAttribute(attribute: Attribute): string {
  return Array.isArray(attribute) ? `[${attribute.join(", ")}]` : String(attribute);
}

function printTensor({ shape, data }: Tensor): string {
  if (data.length > 6) return `constant ${formatShape(shape)}`;
  // Six digits are enough to tell constants apart, and no file then depends on the last bit.
  const values = [...data].map((each) =>
    typeof each === "number" ? Number(each.toPrecision(6)) : each
  );
  return shape.length === 0 ? `${values[0]}` : `[${values.join(", ")}]`;
}
