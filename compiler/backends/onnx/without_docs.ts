import type { AttributeValue, OnnxGraph } from "./model.ts";

/** What a graph computes, without what its nodes tell people: two such texts differ where comments moved a line. */
export function withoutDocs(graph: OnnxGraph): OnnxGraph {
  const nodes = graph.nodes.map(({ doc: _, attributes, ...node }) => ({
    ...node,
    ...attributes && {
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, plain(value)]),
      ),
    },
  }));
  return { ...graph, nodes };
}

function plain(value: AttributeValue): AttributeValue {
  return value.kind === "graph" ? { kind: "graph", value: withoutDocs(value.value) } : value;
}
