import { countOf } from "../ir/tensor.ts";
import { isOpCall, type OpCall, topologicalOrder } from "../ir/value.ts";
import { hoist, resultsOf } from "./hoist.ts";
import type { StepGraph } from "./step_graph.ts";

/**
 * How many nodes are computed in each step. On small networks they are what a step costs: a node takes about as
 * long on ten numbers as on a thousand. Slices of one value are one node.
 */
export function nodesOfStep(step: StepGraph): number {
  const order = topologicalOrder(Object.values(resultsOf(hoist(step).step)));
  const cut = new Set(order.flatMap((value) => value.kind === "slice" ? [value.inputs[0]] : []));
  return order.filter((value) => isOpCall(value) && value.kind !== "slice").length + cut.size;
}

/** About how many µs a step takes on a device. */
export type StepCost = (step: StepGraph) => number;

/** How fast a processor is. */
export interface CpuSpeed {
  /** Multiplications and additions in a µs. */
  readonly flops: number;
}

/** About how many µs a node and a step take, whatever they compute; measured, see `bench/README.md`. */
const microseconds = { node: 0.5, step: 1 };

/** About how many µs a step takes on a processor. */
export function microsecondsOnCpu(step: StepGraph, { flops }: CpuSpeed): number {
  const { node, step: turn } = microseconds;
  return turn + node * nodesOfStep(step) + arithmeticOfStep(step) / flops;
}

/** Multiplications and additions of the products of matrices in a step, which are nearly all there are. */
export function arithmeticOfStep(step: StepGraph): number {
  const order = topologicalOrder(Object.values(resultsOf(hoist(step).step)));
  return order.filter(isOpCall).reduce((sum, value) => sum + arithmeticOf(value), 0);
}

/** The same of one value. */
export function arithmeticOf({ kind, inputs, attributes, type }: OpCall): number {
  if (kind !== "matmul" && kind !== "gemm") return 0;
  const shared = inputs[0].type.shape.at(attributes.transposeA ? -2 : -1);
  return typeof shared === "number" ? 2 * shared * countOf(type.shape.map(Number)) : 0;
}
