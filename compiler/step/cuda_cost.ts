import type { OpKind } from "../ir/op_set.ts";
import { isOpCall, type OpCall, topologicalOrder } from "../ir/value.ts";
import { type CutRule, type Group, groupParts, sizeAlong } from "../transform/group_parts.ts";
import { arithmeticOfStep } from "./cost.ts";
import { hoist, resultsOf } from "./hoist.ts";
import type { StepGraph } from "./step_graph.ts";

/** How fast a graphics card is. */
export interface CudaSpeed {
  /** Multiplications and additions in a µs. */
  readonly flops: number;
}

/** About how many µs a launch takes, whatever the card and the kernel; measured once, see `bench/README.md`. */
const microsecondsOfLaunch = 7;

/** About how many µs a step takes on a graphics card. */
export function microsecondsOnCuda(step: StepGraph, { flops }: CudaSpeed): number {
  return microsecondsOfLaunch * launchesOfStep(step) + arithmeticOfStep(step) / flops;
}

/** As many tensors as ONNX Runtime hands a kernel by value. */
const handedByValue = 32;

/**
 * A node that takes a tensor apart, or joins it, is sent tables of addresses by the host in every step where the
 * pieces are not equal; a node for each piece is sent nothing.
 */
export const isCutOnCuda: CutRule = (sizes) =>
  sizes.length > handedByValue || sizes.some((each) => each !== sizes[0]);

/** How often one step starts a kernel on a graphics card, fills memory there or copies it. */
export function launchesOfStep(step: StepGraph): number {
  const order = topologicalOrder(Object.values(resultsOf(hoist(step).step)));
  return groupParts(order, isCutOnCuda).reduce((sum, group) => sum + launchesOfGroup(group), 0);
}

function launchesOfGroup(group: Group): number {
  if (group.kind === "parts") return 1;
  return isOpCall(group.value) ? launchesOfCall(group.value) : 0;
}

/** Ops that ask for other than one launch. */
const launches: { readonly [K in OpKind]?: (call: OpCall<K>) => number } = {
  reshape: () => 0,
  // Zeros around each piece, and a sum that takes eight tensors at once and then seven more.
  concat: ({ inputs, attributes: { axis } }) =>
    isCutOnCuda(inputs.map((each) => sizeAlong(each, axis)))
      ? inputs.length + 1 + Math.max(0, Math.ceil((inputs.length - 8) / 7))
      : 1,
  argmax: () => 2,
  argsort: () => 2,
  softmax_cross_entropy: () => 4,
  scatter_add: () => 2,
  random_uniform: () => 28,
  // Another for what is added, copied first or itself a product with a row of ones.
  gemm: () => 2,
  // Sums of columns are filled with zeros first.
  reduce_sum: ({ inputs: [{ type: { shape } }], attributes: { axes } }) =>
    axes.includes(-2) && shape.at(-2) !== 1 ? 2 : 1,
  matmul: ({ inputs, attributes: { transposeA, transposeB } }) =>
    inputs.every(({ type: { shape } }) => shape.length === 2)
      ? 1
      : 1 + Number(transposeA) + Number(transposeB),
};

function launchesOfCall<K extends OpKind>(call: OpCall<K>): number {
  const kind: K = call.kind;
  return launches[kind]?.(call) ?? 1;
}
