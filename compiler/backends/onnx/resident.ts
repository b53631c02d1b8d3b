import type { OnnxGraph, OnnxInitializer } from "./model.ts";

/**
 * A graph that has the data of some inputs itself, each beside the model under the input's name: a device
 * then keeps them, where it would take inputs anew in every call.
 * @throws {RangeError} If the graph has no such input.
 */
export function withResident(
  graph: OnnxGraph,
  data: Readonly<Record<string, Omit<OnnxInitializer, "name" | "location">>>,
): OnnxGraph {
  const missing = Object.keys(data).filter((each) =>
    !graph.inputs.some(({ name }) => name === each)
  );
  if (missing.length > 0) throw new RangeError(`The graph has no input "${missing.join('", "')}"`);
  const initializers = Object.entries(data)
    .map(([name, each]) => ({ ...each, name, location: name }));
  return {
    ...graph,
    inputs: graph.inputs.filter(({ name }) => !(name in data)),
    initializers: [...graph.initializers, ...initializers],
  };
}
