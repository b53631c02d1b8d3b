import { type Checked, checked, ok, PenstockError } from "../dsl/diagnostic.ts";
import { InternalError } from "../dsl/diagnostic.ts";
import { checkAgreement, headOf } from "./agreement.ts";
import type { Head } from "./heads/head.ts";
import { answers, readScores } from "./inference.ts";
import type { Dim } from "./ir/tensor.ts";
import type { Outputs, Value } from "./ir/value.ts";
import { type ModelPlan, planModel, scoresOf } from "./model_plan.ts";
import type { OnnxModel } from "./onnx/model.ts";
import { lowerScan, type StepGraph } from "./onnx/scan.ts";
import { toModel } from "./onnx/to_model.ts";
import { input } from "./ops/input.ts";
import { reduceMean } from "./ops/reduce_mean.ts";
import { optimize } from "./passes/optimize.ts";
import type { Scaling } from "./scalers/scaler.ts";
import type { Schema } from "./schema.ts";
import { unpack } from "./state.ts";
import { type BatchOptions, buildStep, targetType, type TrainingStages } from "./training.ts";
import type { CompilerPipeline } from "./vocabulary.ts";

/** A pipeline whose shapes and stages agree with its data, ready to be lowered. */
export interface Program {
  readonly pipeline: CompilerPipeline;
  readonly schema: Schema;
  readonly plan: ModelPlan;
  readonly head: Head;
}

/**
 * Checks that model, loss, metrics and data agree.
 * @returns The program, or every disagreement (E03).
 */
export function compile(pipeline: CompilerPipeline, schema: Schema): Checked<Program> {
  const planned = tryPlan(pipeline, schema);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const program = { pipeline, schema, plan, head: headOf(pipeline, schema) };
  return checked(program, checkAgreement(pipeline, schema, plan));
}

function tryPlan(pipeline: CompilerPipeline, schema: Schema): Checked<ModelPlan> {
  try {
    return ok(planModel(pipeline.model.layers, schema.features.length));
  } catch (error) {
    if (error instanceof PenstockError) return { ok: false, diagnostics: error.diagnostics };
    throw error;
  }
}

/** Raw rows in, features out: `numeric` [N, F] → `features` [N, F]. */
export function lowerPreprocessing({ pipeline, schema }: Program, scaling: Scaling): OnnxModel {
  const numeric = numericInput(schema, "N");
  return toModel(optimize({ features: scale(pipeline, numeric, scaling) }), [numeric]);
}

/** One step of training as a graph. */
export function buildTrainingStep(program: Program, options: BatchOptions): StepGraph {
  return buildStep(trainingStages(program), options);
}

/** Many steps of training in one call; see `lowerScan` for inputs and outputs. */
export function lowerTraining(program: Program, options: BatchOptions): OnnxModel {
  return { graph: lowerScan(buildTrainingStep(program, options)) };
}

/** `state` [P] and `features` [N, F] in, `scores` [N, n] out. */
export function lowerScoring({ plan }: Program): OnnxModel {
  const features = input("features", { dtype: "float32", shape: ["N", plan.features] });
  const state = input("state", { dtype: "float32", shape: [plan.size] });
  const parameters = unpack(state, plan);
  const scores = scoresOf(plan, features, (name) => parameters.get(name)!);
  return toModel(optimize({ scores }), [state, features]);
}

/** `scores` [N, n] in, the answers of the finished model out. */
export function lowerReading(program: Program): OnnxModel {
  const scores = input("scores", { dtype: "float32", shape: program.plan.outputs });
  return toModel(readScores(scores, program), [scores]);
}

/** `scores` and `targets` of a whole part in, `loss` and each metric out, all scalars. */
export function lowerMetrics(program: Program): OnnxModel | undefined {
  const { pipeline: { loss }, plan, schema: { target } } = program;
  if (!target) return undefined;
  const scores = input("scores", { dtype: "float32", shape: plan.outputs });
  const targets = input("targets", targetType(target, "N"));
  const outputs: Outputs = {
    ...(loss && { loss: reduceMean(loss.definition.rows({ scores, targets }, loss.arguments)) }),
    ...metricValues(program, scores, targets),
  };
  if (Object.keys(outputs).length === 0) return undefined;
  return toModel(optimize(outputs), [scores, targets]);
}

/**
 * The finished model: `numeric` [N, F], raw, in; `label` and `probability`, or `prediction`, out.
 * @param metadata Travels with the file.
 */
export function lowerInference(
  program: Program,
  trained: { readonly scaling: Scaling; readonly state: Float32Array },
  metadata: OnnxModel["metadata"],
): OnnxModel {
  const numeric = numericInput(program.schema, "N");
  const features = scale(program.pipeline, numeric, trained.scaling);
  return toModel(optimize(answers(program, features, trained.state)), [numeric], metadata);
}

function trainingStages({ pipeline, schema, plan, head }: Program): TrainingStages {
  const { loss, optimizer } = pipeline;
  if (!loss || !optimizer || !schema.target) throw new InternalError("Nothing says how to train");
  return { plan, head, target: schema.target, loss, optimizer };
}

function metricValues({ pipeline, head }: Program, scores: Value, targets: Value): Outputs {
  return Object.fromEntries(pipeline.metrics.map(({ definition, arguments: args }) => {
    const context = { scores, targets };
    // `checkAgreement` has found that head and metric are of the same kind.
    if (definition.target === "classes" && head.kind === "classes") {
      return [definition.name, definition.build({ ...context, head }, args)];
    }
    if (definition.target === "numeric" && head.kind === "values") {
      return [definition.name, definition.build({ ...context, head }, args)];
    }
    throw new InternalError(`Metric ${definition.name} does not suit the head`);
  }));
}

function numericInput(schema: Schema, rows: Dim): Value {
  return input("numeric", { dtype: "float32", shape: [rows, schema.features.length] });
}

function scale({ scale }: CompilerPipeline, x: Value, scaling: Scaling): Value {
  return scale ? scale.definition.build(x, scaling) : x;
}
