import type { Head } from "./heads/head.ts";
import { differentiate } from "./ir/differentiate.ts";
import type { Dim, TensorType } from "./ir/tensor.ts";
import type { Outputs, Value } from "./ir/value.ts";
import { type ModelPlan, scoresOf } from "./model_plan.ts";
import type { StepGraph } from "./onnx/scan.ts";
import { cast } from "./ops/cast.ts";
import { scalar } from "./ops/constant.ts";
import { equal } from "./ops/equal.ts";
import { gatherRows } from "./ops/gather_rows.ts";
import { greater } from "./ops/greater.ts";
import { input } from "./ops/input.ts";
import { mul } from "./ops/mul.ts";
import { reduceMean } from "./ops/reduce_mean.ts";
import { reduceSum } from "./ops/reduce_sum.ts";
import { reshape } from "./ops/reshape.ts";
import { optimize } from "./passes/optimize.ts";
import type { TargetSchema } from "./schema.ts";
import { packGradients, unpack } from "./state.ts";
import type { CompilerPipeline } from "./vocabulary.ts";

/** The stages that training needs, all present. */
export interface TrainingStages {
  readonly plan: ModelPlan;
  readonly head: Head;
  readonly target: TargetSchema;
  readonly loss: NonNullable<CompilerPipeline["loss"]>;
  readonly optimizer: NonNullable<CompilerPipeline["optimizer"]>;
}

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

/**
 * One step of training: gather the batch, forward, loss, gradients, update.
 * Inputs: `features` [R, F] and `targets` (captured); `state` [P] and the optimizer's slots (carried);
 * `rows` int32 [B], `learning_rate` [] and, if ragged, `row_weight` [B, 1], which sums to 1 (scanned).
 * Reports `loss` [], the mean over the batch before the update, and for classes `correct` [], the
 * number of rows answered right.
 */
export function buildStep(stages: TrainingStages, options: BatchOptions): StepGraph {
  const { plan, target } = stages;
  const features = input("features", { dtype: "float32", shape: ["R", plan.features] });
  const targets = input("targets", targetType(target, "R"));
  const rows = input("rows", { dtype: "int32", shape: [options.batch] });
  const learningRate = input("learning_rate", { dtype: "float32", shape: [] });
  const rowWeight = options.isRagged
    ? input("row_weight", { dtype: "float32", shape: [options.batch, 1] })
    : undefined;
  const state = packed("state", plan);
  const slots = slotInputs(stages);
  const batch = {
    features: gatherRows(features, rows),
    targets: gatherRows(targets, rows),
    rowWeight,
  };
  const { reported, gradient } = forwardAndBackward(stages, state, batch);
  const { optimizer } = stages;
  const updated = optimizer.definition.update(
    { parameters: state, gradient, learningRate, slots },
    optimizer.arguments,
  );
  const next: Outputs = { state: updated.parameters, ...updated.slots };
  return finish({
    carried: { state, ...slots },
    next,
    scanned: [rows, learningRate, ...(rowWeight ? [rowWeight] : [])],
    captured: [features, targets],
    reported,
  });
}

interface Batch {
  readonly features: Value;
  readonly targets: Value;
  readonly rowWeight: Value | undefined;
}

function forwardAndBackward(stages: TrainingStages, state: Value, batch: Batch) {
  const { plan, loss, head } = stages;
  const parameters = unpack(state, plan);
  const scores = scoresOf(plan, batch.features, (name) => parameters.get(name)!);
  const losses = loss.definition.rows({ scores, targets: batch.targets }, loss.arguments);
  const mean = batch.rowWeight ? reduceSum(mul(losses, batch.rowWeight)) : reduceMean(losses);
  const gradients = differentiate(mean, [...parameters.values()]);
  const reported: Outputs = head.kind === "classes"
    ? { loss: mean, correct: countCorrect(head.label(scores), batch) }
    : { loss: mean };
  return { reported, gradient: packGradients(gradients, plan) };
}

function countCorrect(labels: Value, { targets, rowWeight }: Batch): Value {
  const isRight = cast(equal(labels, targets), "float32");
  if (!rowWeight) return reduceSum(isRight);
  const isReal = cast(greater(rowWeight, scalar(0)), "float32");
  return reduceSum(mul(isRight, reshape(isReal, isRight.type.shape)));
}

function slotInputs({ plan, optimizer }: TrainingStages): Record<string, Value> {
  const names = optimizer.definition.slots(optimizer.arguments);
  return Object.fromEntries(names.map((name) => [name, packed(name, plan)]));
}

function packed(name: string, plan: ModelPlan): Value {
  return input(name, { dtype: "float32", shape: [plan.size] });
}

interface Draft extends Omit<StepGraph, "carried"> {
  readonly carried: Outputs;
  readonly next: Outputs;
}

/** Optimizes state and reports as one graph, so that they share what they have in common. */
function finish({ carried, next, reported, ...rest }: Draft): StepGraph {
  const renamed = Object.entries(next).map(([name, value]) => [`next_${name}`, value]);
  const outputs = optimize({ ...Object.fromEntries(renamed), ...reported });
  return {
    ...rest,
    carried: Object.entries(carried).map(([name, value]) => ({
      input: value,
      next: outputs[`next_${name}`]!,
    })),
    reported: Object.fromEntries(Object.keys(reported).map((name) => [name, outputs[name]!])),
  };
}
