import { isOpCall, topologicalOrder, type Value } from "../ir/value.ts";
import type { LayerPlan, ModelPlan, ParameterSpec } from "../plan/model_plan.ts";
import { differentiate } from "../transform/differentiate.ts";
import { parameterOf, trainedParameters, unpack } from "./state.ts";
import type { PartialStep } from "./step_values.ts";

/** A tensor of a step, with its gradient and what it becomes, where it has them. */
export interface ShownValue {
  readonly value: Value;
  /** The gradient of the objective for it. */
  readonly gradient?: Value;
  /** Its value after the step. */
  readonly next?: Value;
}

/**
 * A layer with everything that one step computes in it.
 *
 * @internal
 */
export interface LayerValues {
  readonly layer: LayerPlan;
  readonly parameters: readonly (ShownValue & { readonly spec: ParameterSpec })[];
  /** Absent where the layer gives back its input. */
  readonly output?: ShownValue;
}

/**
 * A step seen layer by layer. The gradients of trained parameters and what they become are those of the
 * step; those of outputs and of what is not trained, which no step needs, are of the same objective.
 */
export function layerValues(step: PartialStep, plan: ModelPlan): LayerValues[] {
  const outputs = outputsOfLayers(step, plan);
  const gradients = allGradients(step, plan, [...outputs.values()]);
  const next = step.next && unpack(step.next.state, plan);
  return plan.layers.map((layer) => {
    const output = outputs.get(layer.name);
    return {
      layer,
      parameters: plan.parameters.filter(({ name }) => isOf(layer, name)).map((spec) => {
        const value = parameterOf(step.parameters, spec.name);
        return { spec, ...shown(value, gradients), next: next && parameterOf(next, spec.name) };
      }),
      ...output && { output: shown(output, gradients) },
    };
  });
}

/** Each layer's output, by the name of the layer, which it bears. */
function outputsOfLayers({ scores }: PartialStep, { layers }: ModelPlan): Map<string, Value> {
  const names = new Set(layers.map(({ name }) => name));
  return new Map(
    topologicalOrder([scores]).filter(isOpCall).flatMap((value) =>
      value.name && names.has(value.name) ? [[value.name, value]] : []
    ),
  );
}

type Gradients = ReadonlyMap<Value, Value | undefined>;

/** @param outputs Of the layers. */
function allGradients(
  { parameters, objective, gradients = [] }: PartialStep,
  plan: ModelPlan,
  outputs: readonly Value[],
): Gradients {
  if (!objective) return new Map();
  const trained = trainedParameters(plan).map(({ name }) => parameterOf(parameters, name));
  const others = [...parameters.values(), ...outputs].filter((each) => !trained.includes(each));
  return new Map([
    ...zip(trained, gradients),
    ...zip(others, differentiate(objective, others)),
  ]);
}

function shown(value: Value, gradients: Gradients): ShownValue {
  return { value, gradient: gradients.get(value) };
}

function isOf({ name }: LayerPlan, parameter: string): boolean {
  return parameter.slice(0, parameter.lastIndexOf(".")) === name;
}

function zip<A, B>(a: readonly A[], b: readonly B[]): [A, B | undefined][] {
  return a.map((each, index) => [each, b[index]]);
}
