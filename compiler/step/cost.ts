import { isOpCall, topologicalOrder } from "../ir/value.ts";
import { hoist, resultsOf } from "./hoist.ts";
import type { StepGraph } from "./step_graph.ts";

/** What steps are run on: what a step costs depends on it. */
export type DeviceKind = "cpu" | "cuda";

/**
 * How many nodes are computed in each step. On small networks they are what a step costs: a node takes about as
 * long on ten numbers as on a thousand. Slices of one value are one node.
 */
export function nodesOfStep(step: StepGraph): number {
  const order = topologicalOrder(Object.values(resultsOf(hoist(step).step)));
  const cut = new Set(order.flatMap((value) => value.kind === "slice" ? [value.inputs[0]] : []));
  return order.filter((value) => isOpCall(value) && value.kind !== "slice").length + cut.size;
}
