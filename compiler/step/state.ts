import { InternalError } from "../../dsl/text/diagnostic.ts";
import { randomFor } from "../initializers/random.ts";
import { constant } from "../ir/constant.ts";
import { buildFor, gradientOrigin } from "../ir/origin.ts";
import { tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { concat } from "../ops/concat.ts";
import { reshape } from "../ops/reshape.ts";
import { slice } from "../ops/slice.ts";
import type { ModelPlan, ParameterSpec } from "../plan/model_plan.ts";

/** Each tensor of a model by its name. */
export type Parameters = ReadonlyMap<string, Value>;

/** Each tensor of the model as its part of the packed state. @param state float32 [P]. */
export function unpack(state: Value, { parameters }: ModelPlan): Parameters {
  return new Map(
    parameters.map((spec) => [
      spec.name,
      buildFor(spec.origin, () => reshape(partOf(state, spec), spec.shape)),
    ]),
  );
}

/** A tensor of the model. */
export function parameterOf(parameters: Parameters, name: string): Value {
  const value = parameters.get(name);
  if (!value) throw new InternalError(`There is no parameter "${name}"`);
  return value;
}

/** The parameters that the optimizer changes, in the order of the state. */
export function trainedParameters({ parameters }: ModelPlan): ParameterSpec[] {
  return parameters.filter(({ role }) => role === "trained");
}

/** The part of the state that the optimizer changes, float32 [trained]. */
export function trainedPart(state: Value, { trainedSize }: ModelPlan): Value {
  return slice(state, { axis: -1, start: 0, end: trainedSize });
}

/**
 * The gradients of all trained parameters as one vector in the order of the state, so that the
 * optimizer is applied once. A parameter that the loss does not depend on has the gradient 0.
 */
export function packGradients(gradients: readonly (Value | undefined)[], plan: ModelPlan): Value {
  const parts = trainedParameters(plan).map(({ size, origin }, index) => {
    const gradient = gradients[index];
    return gradient
      ? buildFor(gradientOrigin(origin), () => reshape(gradient, [size]))
      : zeros(size);
  });
  return parts.length > 0 ? concat(parts, -1) : zeros(0);
}

/** The state after a step: trained parameters as updated, buffers as their layers left them. */
export function nextState(
  state: Value,
  plan: ModelPlan,
  next: { readonly trained: Value; readonly buffers: ReadonlyMap<string, Value> },
): Value {
  const rest = plan.parameters.filter(({ role }) => role !== "trained").map((spec) => {
    const buffer = next.buffers.get(spec.name);
    return buffer ? reshape(buffer, [spec.size]) : partOf(state, spec);
  });
  return concat([next.trained, ...rest], -1);
}

/**
 * The state a training begins with: every tensor drawn by its own name.
 * @param given Values that take the place of drawn ones, by name.
 */
export function initialState(
  { parameters, size }: ModelPlan,
  seed: number,
  given: ReadonlyMap<string, ArrayLike<number>> = new Map(),
): Float32Array {
  const state = new Float32Array(size);
  for (const { name, shape, start, offset } of parameters) {
    state.set(given.get(name) ?? start(shape, randomFor(seed, "initial", name)), offset);
  }
  return state;
}

function zeros(size: number): Value {
  return constant(tensor([size], new Float64Array(size)));
}

function partOf(state: Value, { offset, size }: ParameterSpec): Value {
  return slice(state, { axis: -1, start: offset, end: offset + size });
}
