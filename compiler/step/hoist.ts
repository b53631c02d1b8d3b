import { input } from "../ir/input.ts";
import {
  dependents,
  isOpCall,
  type OpCall,
  outputOf,
  type Outputs,
  topologicalOrder,
  type Value,
} from "../ir/value.ts";
import { rewrite } from "../transform/rewrite.ts";
import { beforeSteps, nextName, type StepGraph } from "./step_graph.ts";

/** A step of which a part is computed once, before the first step. */
export interface HoistedStep {
  /** What the steps read of that part, by the names under which `step` captures it. */
  readonly before: Outputs;
  readonly step: StepGraph;
}

/**
 * Takes out of a step what is the same in every step: all that is computed from neither carried nor
 * scanned inputs. What the step still reads of it becomes an input that it captures.
 */
export function hoist(step: StepGraph): HoistedStep {
  const results = resultsOf(step);
  const fixed = fixedPart(Object.values(results), changingInputs(step));
  const read = new Map(fixed.map((value, at) => [value, input(`hoisted_${at + 1}`, value.type)]));
  const replacements: ReadonlyMap<Value, Value> = read;
  const body = rewrite(results, (value, before) => replacements.get(before) ?? value);
  return {
    before: {
      ...beforeSteps(step),
      ...Object.fromEntries([...read].map(([value, { name }]) => [name, value])),
    },
    step: withResults({ ...step, captured: [...step.captured, ...read.values()] }, body),
  };
}

/** Everything that a step gives out: its next states, then its reports. */
export function resultsOf({ carried, reported }: StepGraph): Outputs {
  const states = carried.map(({ input, next }) => [nextName(input), next]);
  return { ...Object.fromEntries(states), ...reported };
}

/** A step that computes other results under the names that `resultsOf` gives them. */
export function withResults(step: StepGraph, results: Outputs): StepGraph {
  return {
    ...step,
    carried: step.carried.map((each) => ({
      ...each,
      next: outputOf(results, nextName(each.input)),
    })),
    reported: Object.fromEntries(
      Object.keys(step.reported).map((name) => [name, outputOf(results, name)]),
    ),
  };
}

function changingInputs({ carried, scanned, prepared = [] }: StepGraph): Value[] {
  return [...scanned, ...[...carried, ...prepared].map(({ input }) => input)];
}

/** What is computed from other inputs alone and is read by the rest or given out. */
function fixedPart(results: readonly Value[], changing: readonly Value[]): OpCall[] {
  const order = topologicalOrder(results);
  const moving = dependents(order, changing);
  const read = new Set(results);
  for (const value of order) {
    if (moving.has(value)) value.inputs.forEach((each) => read.add(each));
  }
  return order.filter(isOpCall).filter((value) => !moving.has(value) && read.has(value));
}
