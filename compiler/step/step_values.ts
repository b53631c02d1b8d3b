import { hash } from "../initializers/random.ts";
import { buildFor, originOf } from "../ir/origin.ts";
import type { Outputs, Value } from "../ir/value.ts";
import type { TrainingContext } from "../layers/layer.ts";
import { meanLoss } from "../losses/mean_loss.ts";
import { stepArguments } from "../optimizers/step_arguments.ts";
import { gatherRows } from "../ops/gather_rows.ts";
import { randomUniform } from "../ops/random_uniform.ts";
import { scoresOf } from "../plan/model_plan.ts";
import { differentiate } from "../transform/differentiate.ts";
import { factorsOf } from "./factors.ts";
import { clipGradient, penalized } from "./objective.ts";
import {
  nextState,
  packGradients,
  parameterOf,
  type Parameters,
  trainedParameters,
  trainedPart,
  unpack,
} from "./state.ts";
import { type StepInputs, stepInputs, type StepOptions } from "./step_inputs.ts";
import { isTraining, type StepStages, type Training } from "./training.ts";

/** The forward pass of a step. */
export interface ForwardValues {
  readonly inputs: StepInputs;
  /** Each tensor of the model, by name. */
  readonly parameters: Parameters;
  /** The rows of the step, float32 [B, F], and their targets. */
  readonly features: Value;
  readonly targets?: Value;
  /** float32 [B, n] */
  readonly scores: Value;
  /** What the layers set their buffers to, by name. */
  readonly buffers: ReadonlyMap<string, Value>;
}

/** What is minimized. */
export interface ObjectiveValues {
  /** The mean loss of the batch, float32 []. */
  readonly loss: Value;
  /** What is differentiated: the loss and the penalties, float32 []. */
  readonly objective: Value;
  /** The gradient of the objective for each trained parameter, in the order of the state. */
  readonly gradients: readonly (Value | undefined)[];
  /** All of them in one vector, float32 [trained]: what clipping and the optimizer start from. */
  readonly gradient: Value;
}

/** What the optimizer makes of it. */
export interface UpdateValues {
  /** State and slots after the step. */
  readonly next: { readonly state: Value; readonly slots: Outputs };
}

/** A step of training before any pass, value by value. */
export type StepValues = ForwardValues & ObjectiveValues & UpdateValues;

/** As much of a step as there are stages for. */
export type PartialStep = ForwardValues & Partial<ObjectiveValues & UpdateValues>;

/**
 * One step, from the rows to the next state: the only place that builds one. What trains, `explain`,
 * `gradcheck` and the diagnosis of a divergence all look at this value.
 */
export function stepValues(training: Training, options: StepOptions): StepValues;
export function stepValues(stages: StepStages, options: StepOptions): PartialStep;
export function stepValues(stages: StepStages, options: StepOptions): PartialStep {
  const forward = forwardValues(stages, options);
  const judged = objectiveValues(stages, forward);
  if (!judged || !isTraining(stages)) return { ...forward, ...judged };
  const updated = buildFor(
    originOf("optimizer", stages.optimizer),
    () => updateValues(stages, forward, judged.gradient),
  );
  return { ...forward, ...judged, ...updated };
}

function forwardValues(stages: StepStages, options: StepOptions): ForwardValues {
  const inputs = stepInputs(stages, options);
  const parameters = unpack(inputs.state, stages.plan);
  const load = stages.origins?.load;
  const pick = (data: Value) =>
    buildFor(load, () => inputs.rows ? gatherRows(data, inputs.rows) : data);
  const features = buildFor(load, () => stages.rows.features(pick(inputs.features)));
  const buffers = new Map<string, Value>();
  const scores = scoresOf(stages.plan, features, {
    parameter: (name) => parameterOf(parameters, name),
    ...stages.train && { training: trainingContexts({ ...inputs, seed: stages.seed }, buffers) },
  });
  const targets = inputs.targets && pick(inputs.targets);
  return { inputs, parameters, features, ...targets && { targets }, scores, buffers };
}

/** Absent where nothing says what is to be minimized. */
function objectiveValues(
  { plan, loss, classCounts, train, optimizer, origins }: StepStages,
  { inputs: { rowWeight }, parameters, targets, scores }: ForwardValues,
): ObjectiveValues | undefined {
  if (!loss || !targets) return undefined;
  const trained = trainedParameters(plan).map(({ name }) => parameterOf(parameters, name));
  const mean = meanLoss(loss, { scores, targets, classCounts }, rowWeight);
  const objective = train ? buildFor(origins?.train, () => penalized(mean, trained, train)) : mean;
  const gradients = differentiate(objective, trained);
  const gradient = buildFor(
    originOf("optimizer", optimizer),
    () => packGradients(gradients, plan),
  );
  return { loss: mean, objective, gradients, gradient };
}

function updateValues(
  { plan, optimizer, train, origins }: Training,
  { inputs: { state, sizes, scalars, scheduled, slots }, buffers }: ForwardValues,
  gradient: Value,
): UpdateValues {
  const factors = factorsOf(plan, optimizer.arguments);
  const parameters = trainedPart(state, plan);
  const rates = Object.entries(sizes).map(([name, size]) => [name, factors.rate(size)]);
  const updated = optimizer.definition.update({
    parameters,
    decaying: factors.decaying(parameters),
    gradient: buildFor(origins?.train, () => clipGradient(gradient, train)),
    sizes: Object.fromEntries(rates),
    scalars,
    slots,
  }, stepArguments(optimizer, scheduled));
  const trained = updated.parameters;
  return { next: { state: nextState(state, plan, { trained, buffers }), slots: updated.slots } };
}

/**
 * What each layer may use in a step, told by its name.
 * @param buffers Is filled with what the layers set their buffers to, by `<layer>.<name>`.
 */
export function trainingContexts(
  { step, rowWeight, scheduled, seed }:
    & Pick<StepInputs, "step" | "rowWeight">
    & Partial<Pick<StepInputs, "scheduled">>
    & { readonly seed: number },
  buffers: Map<string, Value>,
): (layer: string) => TrainingContext {
  return (layer) => ({
    rowWeight,
    scheduled: (argument) => scheduled?.get(`${layer}.${argument}`),
    uniform: (shape) => randomUniform(step, { key: hash(`${seed}/${layer}`), shape }),
    updateBuffer: (name, value) => void buffers.set(`${layer}.${name}`, value),
  });
}
