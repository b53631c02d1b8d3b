import { input } from "../ir/input.ts";
import { buildFor } from "../ir/origin.ts";
import type { Input, Value } from "../ir/value.ts";
import { reshape } from "../ops/reshape.ts";
import { slice } from "../ops/slice.ts";
import type { ModelPlan, ParameterSpec } from "../plan/model_plan.ts";
import { type Apart, joined, takeApart } from "../transform/take_apart.ts";
import { resultsOf } from "./hoist.ts";
import {
  type CarriedState,
  nextName,
  type OutsideState,
  statesOf,
  type StepGraph,
} from "./step_graph.ts";

/**
 * The same step with a tensor for each parameter, and for what the optimizer remembers of it, where the packed
 * one carries vectors. Outside the steps the vectors stay what they are.
 * @param step Of which every state is the packed parameters, or as long as the trained ones.
 */
export function stepApart(step: StepGraph, { parameters }: ModelPlan): StepGraph {
  const pieces = parameters.toSorted((a, b) => a.offset - b.offset).map(asRow);
  const inputs = new Map(step.carried.map(({ input }) => [input, inputsOf(input, pieces)]));
  const vectors = [...inputs].map(([vector, tensors]): [Value, Apart] => [vector, apart(tensors)]);
  const results = takeApart(resultsOf(step), pieces, new Map(vectors));
  const reported = Object.keys(step.reported).map((name) => [name, wholeOf(results[name])]);
  return {
    ...step,
    states: statesOf(step).map(({ input: vector }): OutsideState => ({
      input: vector,
      last: joined(apart((inputs.get(vector) ?? []).map(nextInput)), pieces),
    })),
    carried: [...inputs].flatMap(([vector, own]) => {
      const first = tensorsOf(vector, pieces.slice(0, own.length));
      const next = results[nextName(vector)];
      const tensors = "tensors" in next ? next.tensors : tensorsOf(next, pieces);
      return own.map((input, at): CarriedState => ({
        ...{ input, next: tensors[at], first: first[at] },
      }));
    }),
    reported: Object.fromEntries(reported),
  };
}

/** A row rather than a list, as a product of matrices has it. */
function asRow(spec: ParameterSpec): ParameterSpec {
  return spec.shape.length === 1 ? { ...spec, shape: [1, ...spec.shape] } : spec;
}

/** `state` becomes `hidden.weight`, what is remembered of it `hidden.weight.mean`. */
function inputsOf({ name, type }: Input, pieces: readonly ParameterSpec[]): readonly Input[] {
  const [length] = type.shape;
  const own = pieces.filter(({ offset, size }) => offset + size <= Number(length));
  return own.map(({ name: parameter, shape }) =>
    input(name === "state" ? parameter : `${parameter}.${name}`, { dtype: type.dtype, shape })
  );
}

function apart(tensors: readonly Value[]): Apart {
  return { first: 0, tensors };
}

function nextInput(each: Input): Input {
  return input(nextName(each), each.type);
}

function tensorsOf(vector: Value, pieces: readonly ParameterSpec[]): readonly Value[] {
  return pieces.map(({ offset, size, shape, origin }) =>
    buildFor(
      origin,
      () => reshape(slice(vector, { axis: -1, start: offset, end: offset + size }), shape),
    )
  );
}

function wholeOf(value: Value | Apart): Value {
  return "tensors" in value ? joined(value) : value;
}
