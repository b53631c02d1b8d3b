import { input } from "../ir/input.ts";
import { type Input, type Value } from "../ir/value.ts";
import { reshape } from "../ops/reshape.ts";
import { slice } from "../ops/slice.ts";
import type { ModelPlan, ParameterSpec } from "../plan/model_plan.ts";
import { type Apart, joined, takeApart, type VectorPiece } from "../transform/take_apart.ts";
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
  const specs = parameters.toSorted((a, b) => a.offset - b.offset);
  const pieces = specs.map(pieceOf);
  const inputs = new Map(step.carried.map(({ input }) => [input, inputsOf(input, specs)]));
  const vectors = new Map([...inputs].map(([vector, tensors]): [Value, Apart] => [
    vector,
    { first: 0, tensors },
  ]));
  const results = takeApart(resultsOf(step), pieces, vectors);
  const reported = Object.keys(step.reported).map((name) => [name, wholeOf(results[name])]);
  return {
    ...step,
    states: statesOf(step).map(({ input: vector }): OutsideState => ({
      input: vector,
      last: joined({ first: 0, tensors: (inputs.get(vector) ?? []).map(nextOf) }),
    })),
    carried: [...inputs].flatMap(([vector, own]): CarriedState[] => {
      const next = results[nextName(vector)];
      const tensors = "tensors" in next
        ? next.tensors
        : tensorsOf(next, pieces.slice(0, own.length));
      return own.map((input, at) => ({
        ...{ input, next: tensors[at] },
        first: tensorsOf(vector, [pieces[at]])[0],
      }));
    }),
    reported: Object.fromEntries(reported),
  };
}

/** A row rather than a list, as a product of matrices has it. */
function pieceOf({ offset, size, shape }: ParameterSpec): VectorPiece {
  return { offset, size, shape: shape.length === 1 ? [1, ...shape] : shape };
}

/** `state` becomes `hidden.weight`, what is remembered of it `hidden.weight.mean`. */
function inputsOf({ name, type }: Input, specs: readonly ParameterSpec[]): readonly Input[] {
  const [length] = type.shape;
  const own = specs.filter(({ offset, size }) => offset + size <= Number(length));
  return own.map((spec) =>
    input(name === "state" ? spec.name : `${spec.name}.${name}`, {
      dtype: type.dtype,
      shape: pieceOf(spec).shape,
    })
  );
}

function nextOf(each: Input): Input {
  return input(nextName(each), each.type);
}

function tensorsOf(vector: Value, pieces: readonly VectorPiece[]): readonly Value[] {
  return pieces.map(({ offset, size, shape }) =>
    reshape(slice(vector, { axis: -1, start: offset, end: offset + size }), shape)
  );
}

function wholeOf(value: Value | Apart): Value {
  return "tensors" in value ? joined(value) : value;
}
