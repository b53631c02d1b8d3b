import { input } from "../ir/input.ts";
import type { OpKind } from "../ir/op_set.ts";
import { buildFor } from "../ir/origin.ts";
import type { Shape } from "../ir/tensor.ts";
import {
  type Input,
  isOpCall,
  type OpCall,
  outputOf,
  topologicalOrder,
  type Value,
} from "../ir/value.ts";
import { applyAgain } from "../ops/apply_again.ts";
import { gatherRows } from "../ops/gather_rows.ts";
import { reshape } from "../ops/reshape.ts";
import { rewrite } from "../transform/rewrite.ts";
import { resultsOf } from "./hoist.ts";
import { nextName, ofAllSteps, type PreparedInput, type StepGraph } from "./step_graph.ts";

/**
 * Takes out of a step what its scanned inputs and the data alone decide, as the targets of its rows one-hot: that
 * is computed for all steps at once, before the first. Rows of features are not, which would fill memory.
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
  return {
    ...step,
    prepared: [...prepared.values()],
    carried: step.carried.map((each) => ({
      ...each,
      next: outputOf(body, nextName(each.input)),
    })),
    reported: Object.fromEntries(
      Object.keys(step.reported).map((name) => [name, outputOf(body, name)]),
    ),
  };
}

/** What can be computed for all steps at once, [S, ...]; scanned inputs among it. */
function allSteps(order: readonly Value[], { scanned, captured }: StepGraph): Map<Value, Value> {
  const [, ...targets] = captured;
  const all = new Map<Value, Value>(scanned.map((each) => [each, ofAllSteps(each)]));
  for (const value of order) {
    if (!isOpCall(value)) continue;
    const found = buildFor(value.origin, () => overAll(value, { all, targets }));
    if (found) all.set(value, found);
  }
  return all;
}

interface Context {
  readonly all: ReadonlyMap<Value, Value>;
  /** The data that may be gathered for all steps. */
  readonly targets: readonly Input[];
}

function overAll(call: OpCall, { all, targets }: Context): Value | undefined {
  if (call.kind === "gather_rows") {
    const [data, rows] = call.inputs;
    const every = all.get(rows);
    return every && targets.some((each) => each === data) ? gatherRows(data, every) : undefined;
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
