import { input } from "../ir/input.ts";
import type { OpKind } from "../ir/op_set.ts";
import { buildFor } from "../ir/origin.ts";
import { countOf, type Shape, sizeOf } from "../ir/tensor.ts";
import { type Input, isOpCall, type OpCall, topologicalOrder, type Value } from "../ir/value.ts";
import { applyAgain } from "../ops/apply_again.ts";
import { gatherRows } from "../ops/gather_rows.ts";
import { reshape } from "../ops/reshape.ts";
import { rewrite } from "../transform/rewrite.ts";
import { resultsOf, withResults } from "./hoist.ts";
import { ofAllSteps, type PreparedInput, type StepGraph } from "./step_graph.ts";

/**
 * Takes out of a step what its scanned inputs and the data alone decide, as the targets of its rows one-hot: that
 * is computed for all steps at once, before the first; the rows of its features too, where they are few numbers.
 */
export function overSteps(step: StepGraph): StepGraph {
  const results = resultsOf(step);
  const order = topologicalOrder(Object.values(results));
  const all = allSteps(order, step);
  const moved = order.filter(isOpCall).filter((value) => all.has(value));
  const read = new Set<Value>(Object.values(results));
  for (const value of order) {
    if (!all.has(value)) value.inputs.forEach((each) => read.add(each));
  }
  const prepared = new Map(
    moved.filter((value) => read.has(value)).map((value, at): [Value, PreparedInput] => {
      return [value, { input: input(`each_${at + 1}`, value.type), all: all.get(value) ?? value }];
    }),
  );
  const body = rewrite(results, (value, before) => prepared.get(before)?.input ?? value);
  return withResults({ ...step, prepared: [...prepared.values()] }, body);
}

/** What can be computed for all steps at once, [S, ...]; scanned inputs among it. */
function allSteps(order: readonly Value[], { scanned, captured }: StepGraph): Map<Value, Value> {
  const all = new Map<Value, Value>(scanned.map((each) => [each, ofAllSteps(each)]));
  for (const value of order) {
    if (!isOpCall(value)) continue;
    const found = buildFor(value.origin, () => overAll(value, { all, captured }));
    if (found) all.set(value, found);
  }
  return all;
}

interface Context {
  readonly all: ReadonlyMap<Value, Value>;
  readonly captured: readonly Input[];
}

function overAll(call: OpCall, { all, captured }: Context): Value | undefined {
  if (call.kind === "gather_rows") {
    const [data, rows] = call.inputs;
    const every = all.get(rows);
    const isData = captured.some((each) => each === data);
    return every && isData && isFew(call) ? gatherRows(data, every) : undefined;
  }
  const inputs: readonly Value[] = call.inputs;
  if (!inputs.some((each) => all.has(each))) return undefined;
  if (!inputs.every((each) => all.has(each) || each.kind === "constant")) return undefined;
  if (call.kind === "reshape") {
    return reshape(all.get(call.inputs[0]) ?? call, ["S", ...call.type.shape]);
  }
  if (!isRowwise(call)) return undefined;
  const rank = Math.max(...inputs.map(({ type }) => type.shape.length));
  return applyAgain(call, (each) => {
    const every = all.get(each);
    return every ? aligned(every, rank) : each;
  });
}

/** As many numbers of a step as tens of thousands of steps have memory for. */
const fewNumbers = 1024;

/** Whether the rows of all steps do not fill memory. */
function isFew({ type: { shape } }: OpCall): boolean {
  return countOf(shape.map(sizeOf)) <= fewNumbers;
}

/** Dims of 1 behind the steps, so that the axes of a step stand below each other. */
function aligned(every: Value, rank: number): Value {
  const [steps, ...dims] = every.type.shape;
  const missing = new Array<number>(rank - dims.length).fill(1);
  const shape: Shape = [steps, ...missing, ...dims];
  return reshape(every, shape);
}

/** Ops that do to each step what they do to one. */
const rowwiseKinds = ["add", "cast", "div", "mul", "neg", "one_hot", "sub"] as const;

type RowwiseKind = (typeof rowwiseKinds)[number];

function isRowwise(call: OpCall): call is OpCall<RowwiseKind> {
  return (rowwiseKinds as readonly OpKind[]).includes(call.kind);
}
