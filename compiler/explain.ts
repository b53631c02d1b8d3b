import type { Program } from "./compile.ts";
import { differentiate } from "./transform/differentiate.ts";
import type { Dim } from "./ir/tensor.ts";
import { type Input, topologicalOrder, type Value } from "./ir/value.ts";
import { meanLoss } from "./losses/mean_loss.ts";
import { type LayerPlan, type ParameterSpec, scoresOf } from "./plan/model_plan.ts";
import { clipGradient, penalty } from "./step/objective.ts";
import { input } from "./ir/input.ts";
import { nextState, packGradients, trainedParameters, trainedPart, unpack } from "./step/state.ts";
import { scalarNames, targetType, trainingContexts } from "./step/training.ts";

/** A tensor of a step, with its gradient and what it becomes, where it has them. */
export interface ExplainedValue {
  readonly value: Value;
  /** The gradient of the objective for it. */
  readonly gradient?: Value;
  /** Its value after the step. */
  readonly next?: Value;
}

/** A layer with everything that one step computes in it. */
export interface ExplainedLayer {
  readonly layer: LayerPlan;
  readonly parameters: readonly (ExplainedValue & { readonly spec: ParameterSpec })[];
  /** Absent where the layer gives back its input. */
  readonly output?: ExplainedValue;
}

/** One step value by value, with the inputs to feed it by. */
export interface ExplainedStep {
  readonly inputs: {
    /** float32 [B, F] and its targets. */
    readonly features: Input;
    readonly targets?: Input;
    /** float32 [P]. */
    readonly state: Input;
    readonly slots: Readonly<Record<string, Input>>;
    readonly scalars: Readonly<Record<string, Input>>;
    /** int32 [], from 1. */
    readonly step: Input;
  };
  readonly layers: readonly ExplainedLayer[];
  readonly scores: Value;
  /** The probability of each class, for classes. */
  readonly probability?: Value;
  /** The mean loss of the rows, float32 []. */
  readonly loss?: Value;
  /** The loss and its penalties, float32 []: what the gradients are of. */
  readonly objective?: Value;
}

/**
 * One step of a program with every tensor at hand: forward values, the gradient for each, the update.
 * Without a loss there is only the forward pass, without an optimizer no update.
 * @param rows How many rows the step has.
 */
export function explainStep(program: Program, rows: number): ExplainedStep {
  const { plan, pipeline, head } = program;
  const inputs = createInputs(program, rows);
  const parameters = unpack(inputs.state, plan);
  const buffers = new Map<string, Value>();
  const training = pipeline.train && trainingContexts({ ...inputs, seed: pipeline.seed }, buffers);
  const parameter = (name: string) => parameters.get(name)!;
  const scores = scoresOf(plan, inputs.features, { parameter, training });
  const { loss, objective } = lossesOf(program, { scores, inputs, parameters });
  const outputs = new Map(topologicalOrder([scores]).map((value) => [value.name, value]));
  const shown = [...parameters.values(), ...outputs.values()];
  const gradients = new Map<Value, Value | undefined>(
    objective ? zip(shown, differentiate(objective, shown)) : [],
  );
  const next = nextParameters(program, { inputs, parameters, buffers, gradients });
  const layers = plan.layers.map((layer) => ({
    layer,
    parameters: plan.parameters.filter(({ name }) => isOf(layer, name)).map((spec) => {
      const value = parameter(spec.name);
      return { spec, value, gradient: gradients.get(value), next: next?.get(spec.name) };
    }),
    output: explainOutput(outputs.get(layer.name), gradients),
  }));
  const probability = head.kind === "classes" ? head.probability(scores) : undefined;
  return { inputs, layers, scores, probability, loss, objective };
}

function createInputs(
  { plan, schema: { target }, pipeline: { optimizer } }: Program,
  rows: number,
) {
  const floats = (name: string, shape: readonly Dim[]) => input(name, { dtype: "float32", shape });
  const slots = optimizer ? Object.keys(optimizer.definition.slots(optimizer.arguments)) : [];
  const scalars = optimizer ? scalarNames(optimizer) : [];
  return {
    features: floats("features", [rows, plan.features.length]),
    ...target && { targets: input("targets", targetType(target, rows)) },
    state: floats("state", [plan.size]),
    slots: Object.fromEntries(slots.map((name) => [name, floats(name, [plan.trainedSize])])),
    scalars: Object.fromEntries(scalars.map((name) => [name, floats(name, [])])),
    step: input("step", { dtype: "int32", shape: [] }),
  };
}

type Inputs = ExplainedStep["inputs"];

function lossesOf(
  { pipeline: { loss, train }, plan, statistics: { classCounts } }: Program,
  { scores, inputs: { targets }, parameters }: {
    readonly scores: Value;
    readonly inputs: Inputs;
    readonly parameters: ReadonlyMap<string, Value>;
  },
): Pick<ExplainedStep, "loss" | "objective"> {
  if (!loss || !targets) return {};
  const mean = meanLoss(loss, { scores, targets, classCounts });
  const trained = trainedParameters(plan).map(({ name }) => parameters.get(name)!);
  return { loss: mean, objective: train ? penalty(mean, trained, train.arguments) : mean };
}

interface Update {
  readonly inputs: Inputs;
  readonly parameters: ReadonlyMap<string, Value>;
  readonly buffers: ReadonlyMap<string, Value>;
  readonly gradients: ReadonlyMap<Value, Value | undefined>;
}

/** Each tensor of the model after the step; none without an optimizer. */
function nextParameters(
  { plan, pipeline: { optimizer, train } }: Program,
  { inputs: { state, scalars, slots }, parameters, buffers, gradients }: Update,
): Map<string, Value> | undefined {
  if (!optimizer || !train || gradients.size === 0) return undefined;
  const packed = packGradients(
    trainedParameters(plan).map(({ name }) => gradients.get(parameters.get(name)!)),
    plan,
  );
  const updated = optimizer.definition.update({
    parameters: trainedPart(state, plan),
    gradient: clipGradient(packed, train.arguments),
    scalars,
    slots,
  }, optimizer.arguments);
  return unpack(nextState(state, plan, { trained: updated.parameters, buffers }), plan);
}

function explainOutput(
  value: Value | undefined,
  gradients: ReadonlyMap<Value, Value | undefined>,
): ExplainedValue | undefined {
  return value && { value, gradient: gradients.get(value) };
}

function isOf({ name }: LayerPlan, parameter: string): boolean {
  return parameter.slice(0, parameter.lastIndexOf(".")) === name;
}

function zip<A, B>(a: readonly A[], b: readonly B[]): [A, B][] {
  return a.map((each, index) => [each, b[index]!]);
}
