import { type Input, type Outputs, topologicalOrder, type Value } from "../../ir/value.ts";
import { lower, type Lowered } from "./lower.ts";
import { identityNode } from "./lowered_node.ts";
import type { OnnxModel } from "./model.ts";
import { declare } from "./tensor_data.ts";

/**
 * A graph as an ONNX model whose outputs are called by their names.
 * @param inputs In the order in which the model declares them; those that nothing reads are left out.
 */
export function toModel(
  outputs: Outputs,
  inputs: readonly Input[],
  metadata?: OnnxModel["metadata"],
): OnnxModel {
  const { nodes, initializers } = lowerNamed(outputs);
  const order = topologicalOrder(Object.values(outputs));
  const used = new Set(order.filter(({ kind }) => kind === "input").map(({ name }) => name));
  return {
    graph: {
      name: "main",
      inputs: inputs.filter(({ name }) => used.has(name))
        .map(({ name, type }) => declare(name, type)),
      outputs: Object.entries(outputs).map(([name, { type }]) => declare(name, type)),
      initializers,
      nodes,
    },
    metadata,
  };
}

/**
 * Lowers a graph so that its outputs are called by their names.
 * @param reserved What no value may be called besides.
 */
export function lowerNamed(outputs: Outputs, reserved: readonly string[] = []): Lowered {
  const settled = { given: namesOf(outputs), reserved: [...reserved, ...Object.keys(outputs)] };
  const { nodes, initializers, nameOf } = lower(outputs, settled);
  // An output that is an input, or the second name of another output, gets a node of its own.
  const aliases = Object.entries(outputs)
    .filter(([name, value]) => nameOf(value) !== name)
    .map(([name, value]) => identityNode(nameOf(value), name));
  return { nodes: [...nodes, ...aliases], initializers, nameOf };
}

/** The first name of each output that is no input. */
function namesOf(outputs: Outputs): Map<Value, string> {
  const names = new Map<Value, string>();
  for (const [name, value] of Object.entries(outputs)) {
    if (value.kind !== "input" && !names.has(value)) names.set(value, name);
  }
  return names;
}
