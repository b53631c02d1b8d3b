import { tensor } from "./ir/tensor.ts";
import type { Value } from "./ir/value.ts";
import type { ModelPlan } from "./model_plan.ts";
import { concat } from "./ops/concat.ts";
import { constant } from "./ops/constant.ts";
import { reshape } from "./ops/reshape.ts";
import { slice } from "./ops/slice.ts";
import { randomFor } from "./random.ts";

/** Each parameter as its part of the packed state. @param state float32 [P]. */
export function unpack(state: Value, { parameters }: ModelPlan): Map<string, Value> {
  return new Map(parameters.map(({ name, shape, offset, size }) => {
    const part = slice(state, { axis: -1, start: offset, end: offset + size });
    return [name, reshape(part, shape)];
  }));
}

/**
 * The gradients of all parameters as one vector in the order of the state, so that the optimizer is
 * applied once. A parameter that the loss does not depend on has the gradient 0.
 */
export function packGradients(gradients: readonly (Value | undefined)[], plan: ModelPlan): Value {
  const parts = plan.parameters.map(({ size }, index) => {
    const gradient = gradients[index];
    return gradient ? reshape(gradient, [size]) : constant(tensor([size], new Float64Array(size)));
  });
  return concat(parts, -1);
}

/** The state a training begins with: every parameter drawn by its own name. */
export function initialState({ parameters, size }: ModelPlan, seed: number): Float32Array {
  const state = new Float32Array(size);
  for (const { name, shape, initializer, offset } of parameters) {
    state.set(initializer(shape, randomFor(seed, "initial", name)), offset);
  }
  return state;
}
