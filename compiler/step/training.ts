import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { Head } from "../heads/head.ts";
import { differentiate } from "../transform/differentiate.ts";
import type { Dim, TensorType } from "../ir/tensor.ts";
import { type Input, type Outputs, topologicalOrder, type Value } from "../ir/value.ts";
import type { TrainingContext } from "../layers/layer.ts";
import type { Loss } from "../losses/loss.ts";
import { meanLoss } from "../losses/mean_loss.ts";
import { type ModelPlan, scoresOf } from "../plan/model_plan.ts";
import type { StepGraph } from "./step_graph.ts";
import { cast } from "../ops/cast.ts";
import { scalar } from "../ir/constant.ts";
import { equal } from "../ops/equal.ts";
import { gatherRows } from "../ops/gather_rows.ts";
import { greater } from "../ops/greater.ts";
import { input } from "../ir/input.ts";
import { mul } from "../ops/mul.ts";
import { randomUniform } from "../ops/random_uniform.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { reshape } from "../ops/reshape.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { optimize } from "../transform/passes/optimize.ts";
import { clipGradient, type ObjectiveArguments, penalty } from "./objective.ts";
import { hash } from "../initializers/random.ts";
import type { TargetSchema } from "../schema/schema.ts";
import { nextState, packGradients, trainedParameters, trainedPart, unpack } from "./state.ts";

/**
 * What a step of training is made of: a planned model and the stages that say how to train it.
 *
 * @internal
 */
export interface Training {
  readonly plan: ModelPlan;
  readonly head: Head;
  readonly target: TargetSchema;
  readonly classCounts: readonly number[];
  readonly loss: CheckedCall<Loss>;
  readonly optimizer: CheckedCall<Optimizer>;
  readonly train: ObjectiveArguments;
  readonly seed: number;
}

/** How rows fall into steps. */
export interface BatchOptions {
  /** Rows a step. */
  readonly batch: number;
  /** Whether some steps have fewer rows: then each row comes with a weight, 0 for a padding row. */
  readonly isRagged: boolean;
}

/** The type of the targets of `rows` rows. */
export function targetType(target: TargetSchema, rows: Dim): TensorType {
  return target.kind === "classes"
    ? { dtype: "int32", shape: [rows] }
    : { dtype: "float32", shape: [rows, target.names.length] };
}

/** The inputs of a training step; the host feeds those that the step reads. */
export interface StepInputs {
  /** The data, float32 [R, F], and its targets: the same in every step. */
  readonly features: Input;
  readonly targets: Input;
  /** float32 [P]. */
  readonly state: Input;
  readonly slots: Readonly<Record<string, Input>>;
  /** The rows of this step, int32 [B]. */
  readonly rows: Input;
  /** int32 [], from 1. */
  readonly step: Input;
  readonly scalars: Readonly<Record<string, Input>>;
  /** float32 [B, 1], of sum 1; only where ragged. */
  readonly rowWeight?: Input;
}

/** A training step before any pass, value by value. */
export interface StepValues {
  readonly inputs: StepInputs;
  /** Each tensor of the model, by name. */
  readonly parameters: ReadonlyMap<string, Value>;
  readonly features: Value;
  readonly targets: Value;
  readonly scores: Value;
  /** The mean loss of the batch, float32 []. */
  readonly loss: Value;
  /** What is differentiated: the loss and the penalties, float32 []. */
  readonly objective: Value;
  /** The gradient of each trained parameter, in the order of the state. */
  readonly gradients: readonly (Value | undefined)[];
  /** State and slots after the step. */
  readonly next: Outputs;
}

/** One step of training, from the rows to the next state. */
export function stepValues(training: Training, options: BatchOptions): StepValues {
  const { plan, loss, optimizer, classCounts, train } = training;
  const inputs = stepInputs(training, options);
  const { state, rowWeight } = inputs;
  const parameters = unpack(state, plan);
  const [features, targets] = [inputs.features, inputs.targets].map((each) =>
    gatherRows(each, inputs.rows)
  );
  const buffers = new Map<string, Value>();
  const scores = scoresOf(plan, features!, {
    parameter: (name) => parameters.get(name)!,
    training: trainingContexts({ ...inputs, seed: training.seed }, buffers),
  });
  const mean = meanLoss(loss, { scores, targets: targets!, classCounts }, rowWeight);
  const objective = penalty(mean, trainedOf(parameters, plan), train);
  const gradients = differentiate(objective, trainedOf(parameters, plan));
  const updated = optimizer.definition.update({
    parameters: trainedPart(state, plan),
    gradient: clipGradient(packGradients(gradients, plan), train),
    scalars: inputs.scalars,
    slots: inputs.slots,
  }, optimizer.arguments);
  const next = {
    state: nextState(state, plan, { trained: updated.parameters, buffers }),
    ...updated.slots,
  };
  return {
    inputs,
    parameters,
    features: features!,
    targets: targets!,
    scores,
    loss: mean,
    objective,
    gradients,
    next,
  };
}

/**
 * What each layer may use in a step, told by its name.
 * @param buffers Is filled with what the layers set their buffers to, by `<layer>.<name>`.
 */
export function trainingContexts(
  { step, rowWeight, seed }: Pick<StepInputs, "step" | "rowWeight"> & { readonly seed: number },
  buffers: Map<string, Value>,
): (layer: string) => TrainingContext {
  return (layer) => ({
    rowWeight,
    uniform: (shape) => randomUniform(step, { key: hash(`${seed}/${layer}`), shape }),
    updateBuffer: (name, value) => void buffers.set(`${layer}.${name}`, value),
  });
}

function trainedOf(parameters: ReadonlyMap<string, Value>, plan: ModelPlan): Value[] {
  return trainedParameters(plan).map(({ name }) => parameters.get(name)!);
}

function stepInputs(training: Training, { batch, isRagged }: BatchOptions): StepInputs {
  const { plan, target, optimizer } = training;
  const floats = (name: string, shape: readonly Dim[]) => input(name, { dtype: "float32", shape });
  const slots = Object.keys(optimizer.definition.slots(optimizer.arguments));
  const scalars = scalarNames(optimizer);
  return {
    features: floats("features", ["R", plan.features.length]),
    targets: input("targets", targetType(target, "R")),
    state: floats("state", [plan.size]),
    slots: Object.fromEntries(slots.map((name) => [name, floats(name, [plan.trainedSize])])),
    rows: input("rows", { dtype: "int32", shape: [batch] }),
    step: input("step", { dtype: "int32", shape: [] }),
    scalars: Object.fromEntries(scalars.map((name) => [name, floats(name, [])])),
    ...isRagged && { rowWeight: floats("row_weight", [batch, 1]) },
  };
}

/** The names of the numbers that an optimizer gets in each step. */
export function scalarNames({ definition, arguments: args }: CheckedCall<Optimizer>): string[] {
  return Object.keys(definition.scalars({ step: 1, learningRate: args.lr }, args));
}

/**
 * One step of training as a loop body: gather the batch, forward, loss, gradients, update.
 * Inputs: `features` and `targets` (captured); `state` and the optimizer's slots (carried); `rows`,
 * the optimizer's scalars, `step` where something is random and `row_weight` where ragged (scanned).
 * Reports `loss` [], the mean over the batch before the update, and for classes `correct` [], the
 * number of rows answered right.
 */
export function buildStep(training: Training, options: BatchOptions): StepGraph {
  const values = stepValues(training, options);
  const { scores, targets, inputs: { rowWeight } } = values;
  return finish(draftOf(values, reportsOf(training, { scores, targets, rowWeight })));
}

/**
 * The same step, except that its body reports no more than its scores: `loss` and `correct` of all
 * steps are computed from them at once, after the loop, which saves each step about ten nodes.
 */
export function buildSpan(training: Training, options: BatchOptions): StepGraph {
  const values = stepValues(training, options);
  const { scores, inputs: { rows, targets, rowWeight } } = values;
  const after = reportsOf(training, {
    scores: stackedInput("scores", scores),
    targets: gatherRows(targets, stackedInput("rows", rows)),
    rowWeight: rowWeight && stackedInput("row_weight", rowWeight),
  });
  return { ...finish(draftOf(values, { scores })), after: optimize(after) };
}

function stackedInput(name: string, { type: { dtype, shape } }: Value): Input {
  return input(name, { dtype, shape: ["S", ...shape] });
}

interface Answered {
  /** [B, n], or [S, B, n] for all steps at once; likewise the others. */
  readonly scores: Value;
  readonly targets: Value;
  readonly rowWeight: Value | undefined;
}

function reportsOf({ loss, head, classCounts }: Training, answered: Answered): Outputs {
  const { rowWeight, ...context } = answered;
  const mean = meanLoss(loss, { ...context, classCounts }, rowWeight);
  return head.kind === "classes"
    ? { loss: mean, correct: countCorrect(head.label(answered.scores), answered) }
    : { loss: mean };
}

function countCorrect(labels: Value, { targets, rowWeight }: Answered): Value {
  const isRight = cast(equal(labels, targets), "float32");
  if (!rowWeight) return reduceSum(isRight, { axes: [-1] });
  const isReal = cast(greater(rowWeight, scalar(0)), "float32");
  return reduceSum(mul(isRight, reshape(isReal, isRight.type.shape)), { axes: [-1] });
}

function draftOf({ inputs, next }: StepValues, reported: Outputs): Draft {
  const { state, slots, rows, step, scalars, rowWeight, features, targets } = inputs;
  return {
    carried: { state, ...slots },
    next,
    scanned: [rows, step, ...Object.values(scalars), ...rowWeight ? [rowWeight] : []],
    captured: [features, targets],
    reported,
  };
}

interface Draft extends Omit<StepGraph, "carried"> {
  readonly carried: Readonly<Record<string, Input>>;
  readonly next: Outputs;
}

/** Optimizes state and reports as one graph, so that they share what they have in common. */
function finish({ carried, next, reported, scanned, captured }: Draft): StepGraph {
  const renamed = Object.entries(next).map(([name, value]) => [`next_${name}`, value]);
  const outputs = optimize({ ...Object.fromEntries(renamed), ...reported });
  const read = new Set<Value>(topologicalOrder(Object.values(outputs)));
  return {
    captured,
    scanned: scanned.filter((value) => read.has(value)),
    carried: Object.entries(carried).map(([name, value]) => ({
      input: value,
      next: outputs[`next_${name}`]!,
    })),
    reported: Object.fromEntries(Object.keys(reported).map((name) => [name, outputs[name]!])),
  };
}
