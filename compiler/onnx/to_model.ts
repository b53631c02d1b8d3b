import { named } from "../ir/define_op.ts";
import { rewrite } from "../ir/rewrite.ts";
import { type Outputs, topologicalOrder, type Value } from "../ir/value.ts";
import { inputOp } from "../ops/input.ts";
import { declare, lower } from "./lower.ts";
import type { OnnxModel, OnnxNode } from "./model.ts";

/**
 * A graph as an ONNX model whose outputs are called by their names.
 * @param inputs In the order in which the model declares them; those that nothing reads are left out.
 */
export function toModel(
  outputs: Outputs,
  inputs: readonly Value[],
  metadata?: OnnxModel["metadata"],
): OnnxModel {
  const graph = nameOutputs(outputs);
  const lowered = lower(graph);
  const used = new Set(topologicalOrder(Object.values(graph)).map((value) => value.name));
  // An output that is an input, or the second name of another output, gets a node of its own.
  const aliases = Object.entries(graph)
    .filter(([name, value]) => lowered.names.get(value) !== name)
    .map(([name, value]): OnnxNode => ({
      opType: "Identity",
      name,
      inputs: [lowered.names.get(value)!],
      outputs: [name],
    }));
  return {
    graph: {
      name: "main",
      inputs: inputs.filter(({ name }) => used.has(name)).map(({ name, type }) =>
        declare(name!, type)
      ),
      outputs: Object.entries(graph).map(([name, { type }]) => declare(name, type)),
      initializers: lowered.initializers,
      nodes: [...lowered.nodes, ...aliases],
    },
    metadata,
  };
}

function nameOutputs(outputs: Outputs): Outputs {
  const names = new Map<Value, string>();
  for (const [name, value] of Object.entries(outputs)) {
    if (value.op !== inputOp && !names.has(value)) names.set(value, name);
  }
  return rewrite(outputs, (value, before) => {
    const name = names.get(before);
    return name === undefined ? value : named(value, name);
  });
}
