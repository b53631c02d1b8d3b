import type { OnnxGraph } from "./model.ts";

/** An operator set that a model uses. */
export interface OpsetImport {
  /** "" is ONNX itself. */
  readonly domain: string;
  /** The one version of it that all nodes mean. */
  readonly version: number;
}

/** Versions of the operator sets beside ONNX's own. */
const versions: ReadonlyMap<string, number> = new Map([["ai.onnx.ml", 3], ["com.microsoft", 1]]);

/**
 * The operator sets that a graph with ONNX's own set `opset` has to import, in a fixed order.
 * @throws {RangeError} If a node's domain is not one that Penstock knows.
 */
export function opsetImports(graph: OnnxGraph, opset: number): readonly OpsetImport[] {
  const used = domainsOf(graph);
  const unknown = [...used].find((each) => each !== "" && !versions.has(each));
  if (unknown !== undefined) throw new RangeError(`Operator domain "${unknown}" is not supported`);
  const others = [...versions].filter(([domain]) => used.has(domain));
  return [
    { domain: "", version: opset },
    ...others.map(([domain, version]) => ({ domain, version })),
  ];
}

/** The domains of the nodes, those in nested graphs included. */
function domainsOf(graph: OnnxGraph): ReadonlySet<string> {
  const domains = graph.nodes.flatMap((node) => {
    const nested = Object.values(node.attributes ?? {})
      .flatMap((each) => each.kind === "graph" ? [...domainsOf(each.value)] : []);
    return [node.domain ?? "", ...nested];
  });
  return new Set(domains);
}
