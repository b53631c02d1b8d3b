import { type NumericTensor, tensor } from "../../../compiler/ir/tensor.ts";
import type { Input, Outputs, Value } from "../../../compiler/ir/value.ts";
import type { Layer, TrainingContext } from "../../../compiler/layers/layer.ts";
import { layers } from "../../../compiler/layers/registry.ts";
import { type ModelPlan, scoresOf } from "../../../compiler/plan/model_plan.ts";
import { planned } from "../models.ts";
import { input } from "../../../compiler/ir/input.ts";
import { randomUniform } from "../../../compiler/ops/random_uniform.ts";
import type { CheckedCall } from "../../../dsl/language/pipeline.ts";
import { callOf } from "../models.ts";

/** A tensor as the fixtures hold it. */
export interface Flat {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** A fixture's tensor. */
export function tensorOf({ shape, data }: Flat): NumericTensor {
  return tensor(shape, data);
}

/** A call of a layer by its name, with what stands in its braces. */
export function call(
  name: string,
  args: Readonly<Record<string, unknown>> = {},
  block?: readonly CheckedCall<Layer>[],
): CheckedCall<Layer> {
  const definition = layers.find((each) => each.name === name);
  if (!definition) throw new RangeError(`There is no layer ${name}`);
  return { ...callOf(definition, args), ...block && { block } };
}

/** The plan of some layers on features f0, f1, ... */
export function planOf(calls: readonly CheckedCall<Layer>[], features: number): ModelPlan {
  return planned(calls, Array.from({ length: features }, (_, index) => `f${index}`));
}

/** A layer as a graph on an input of any shape. */
export interface Built {
  readonly x: Input;
  readonly y: Value;
  /** Parameters and buffers by their names within the layer, such as `weight`. */
  readonly tensors: ReadonlyMap<string, Value>;
  readonly isTrained: ReadonlyMap<string, boolean>;
  /** What a training step leaves in the buffers. */
  readonly after: Outputs;
  /** The step that random numbers are drawn for, int32 []. */
  readonly step: Input;
}

/** Builds a layer without a block; unlike a model's first one, its input may have any shape. */
export function build(
  { definition, arguments: args }: CheckedCall<Layer>,
  shape: readonly (number | string)[],
  training?: Partial<TrainingContext>,
): Built {
  const x = input("x", { dtype: "float32", shape });
  const step = input("step", { dtype: "int32", shape: [] });
  const [tensors, isTrained] = [new Map<string, Value>(), new Map<string, boolean>()];
  const declare = (name: string, shape: readonly number[], trained: boolean) => {
    const value = input(name, { dtype: "float32", shape });
    tensors.set(name, value);
    isTrained.set(name, trained);
    return value;
  };
  const after: Record<string, Value> = {};
  const y = definition.build({
    input: x,
    features: [],
    training: training && {
      scheduled: () => undefined,
      uniform: (shape) => randomUniform(step, { key: 1, shape }),
      updateBuffer: (name, value) => void (after[name] = value),
      ...training,
    },
    parameter: (name, shape, { trainable = true }) => declare(name, shape, trainable),
    buffer: (name, shape) => declare(name, shape, false),
    block: (input) => input,
    branches: () => [],
    reject(problem) {
      throw new RangeError(problem.message);
    },
  }, args);
  return { x, y, tensors, isTrained, after, step };
}

/** The scores of a plan on rows, with each tensor of the model as an input of the graph. */
export function scores(plan: ModelPlan, rows: number | string, training?: TrainingContext) {
  const x = input("x", { dtype: "float32", shape: [rows, plan.features.length] });
  const parameters = new Map(
    plan.parameters.map(({ name, shape }) => [name, input(name, { dtype: "float32", shape })]),
  );
  const y = scoresOf(plan, x, {
    parameter: (name) => parameters.get(name)!,
    ...training && { training: () => training },
  });
  return { x, y, parameters };
}
