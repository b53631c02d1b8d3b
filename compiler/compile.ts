import { type Checked, checked, ok, PenstockError } from "../dsl/text/diagnostic.ts";
import { InternalError } from "../dsl/text/diagnostic.ts";
import { checkAgreement, headOf } from "./plan/agreement.ts";
import type { Head } from "./heads/head.ts";
import { answers, readScores } from "./inference.ts";
import type { Outputs } from "./ir/value.ts";
import { meanLoss } from "./losses/mean_loss.ts";
import type { Part } from "./metrics/context.ts";
import { metricValues, shapeOf } from "./metrics/values.ts";
import { type ModelPlan, planModel, scoresOf } from "./plan/model_plan.ts";
import type { OnnxModel } from "./backends/onnx/model.ts";
import { lowerScan, type StepGraph } from "./backends/onnx/scan.ts";
import { toModel } from "./backends/onnx/to_model.ts";
import { input } from "./ir/input.ts";
import { optimize } from "./transform/passes/optimize.ts";
import { preprocess } from "./preprocessing/preprocess.ts";
import type { Schema } from "./schema/schema.ts";
import { noStatistics, type Statistics } from "./preprocessing/statistics.ts";
import { unpack } from "./step/state.ts";
import {
  type BatchOptions,
  buildSpan,
  buildStep,
  targetType,
  type TrainingStages,
} from "./step/training.ts";
import type { CompilerPipeline } from "./vocabulary/vocabulary.ts";

/** A pipeline whose shapes and stages agree with its data, ready to be lowered. */
export interface Program {
  /**
   * What was compiled.
   *
   * @internal
   */
  readonly pipeline: CompilerPipeline;
  /** What it knows of the data. */
  readonly schema: Schema;
  /**
   * Layers and parameters with their shapes.
   *
   * @internal
   */
  readonly plan: ModelPlan;
  /**
   * How scores become answers.
   *
   * @internal
   */
  readonly head: Head;
  /**
   * What was learnt from the training rows before training.
   *
   * @internal
   */
  readonly statistics: Statistics;
}

/**
 * Checks that model, loss, metrics and data agree.
 * @returns The program, or every disagreement (E03).
 */
export function compile(
  pipeline: CompilerPipeline,
  schema: Schema,
  statistics: Statistics = noStatistics,
): Checked<Program> {
  const planned = tryPlan(pipeline, schema);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const program = { pipeline, schema, plan, head: headOf(pipeline, schema), statistics };
  return checked(program, checkAgreement(pipeline, schema, plan));
}

function tryPlan(pipeline: CompilerPipeline, schema: Schema): Checked<ModelPlan> {
  try {
    return ok(planModel(pipeline.model.layers, schema.features));
  } catch (error) {
    if (error instanceof PenstockError) return { ok: false, diagnostics: error.diagnostics };
    throw error;
  }
}

/** Raw rows in, features out: `numeric` [N, F] and a text [N] for each category → `features`. */
export function lowerPreprocessing(program: Program): OnnxModel {
  const { inputs, features } = preprocess(program);
  return toModel(optimize({ features }), inputs);
}

/** One step of training as a graph. */
export function buildTrainingStep(program: Program, options: BatchOptions): StepGraph {
  return buildStep(trainingStages(program), options);
}

/** Many steps of training in one call; see `lowerScan` for inputs and outputs. */
export function lowerTraining(program: Program, options: BatchOptions): OnnxModel {
  return { graph: lowerScan(buildSpan(trainingStages(program), options)) };
}

/** `state` [P] and `features` [N, F] in, `scores` [N, n] out. */
export function lowerScoring({ plan }: Program): OnnxModel {
  const features = input("features", { dtype: "float32", shape: ["N", plan.features.length] });
  const state = input("state", { dtype: "float32", shape: [plan.size] });
  const parameters = unpack(state, plan);
  const scores = scoresOf(plan, features, { parameter: (name) => parameters.get(name)! });
  return toModel(optimize({ scores }), [state, features]);
}

/** `scores` [N, n] in, the answers of the finished model out. */
export function lowerReading(program: Program): OnnxModel {
  const scores = input("scores", { dtype: "float32", shape: program.plan.outputs });
  return toModel(readScores(scores, program), [scores]);
}

/**
 * `part.scores` and `part.targets` of a whole part in, `loss` and each metric that is a number out, by
 * its name, float32 [].
 */
export function lowerMetrics(program: Program): OnnxModel | undefined {
  const { pipeline: { loss, metrics }, head, statistics: { classCounts } } = program;
  const numbers = metrics.filter((metric) => shapeOf(metric) === "number");
  return lowerMeasures(program, (part) => ({
    ...loss && { loss: meanLoss(loss, { ...part, classCounts }) },
    ...metricValues(numbers, part, head),
  }));
}

/** The same for the metrics that give a list, [C], or a matrix, [C, C]. */
export function lowerClassMetrics(program: Program): OnnxModel | undefined {
  const { pipeline: { metrics }, head } = program;
  const others = metrics.filter((metric) => shapeOf(metric) !== "number");
  return lowerMeasures(program, (part) => metricValues(others, part, head));
}

function lowerMeasures(
  { plan, schema: { target } }: Program,
  measure: (part: Part) => Outputs,
): OnnxModel | undefined {
  if (!target) return undefined;
  // No metric can have these names: they are no words of the language.
  const scores = input("part.scores", { dtype: "float32", shape: plan.outputs });
  const targets = input("part.targets", targetType(target, "N"));
  const outputs = measure({ scores, targets });
  if (Object.keys(outputs).length === 0) return undefined;
  return toModel(optimize(outputs), [scores, targets]);
}

/**
 * The finished model: raw rows in, `numeric` [N, F] where there are numeric columns and text [N] for
 * each category; `label` and `probability`, or `prediction`, out.
 * @param metadata Travels with the file.
 */
export function lowerInference(
  program: Program,
  state: Float32Array,
  metadata: OnnxModel["metadata"],
): OnnxModel {
  const { inputs, features } = preprocess(program);
  return toModel(optimize(answers(program, features, state)), inputs, metadata);
}

/** What training needs of a program. @throws {InternalError} If a stage for it is missing. */
export function trainingStages(program: Program): TrainingStages {
  const { pipeline: { loss, optimizer, train, seed }, schema: { target } } = program;
  if (!loss || !optimizer || !target || !train) {
    throw new InternalError("Nothing says how to train");
  }
  const { plan, head, statistics: { classCounts } } = program;
  return { plan, head, target, classCounts, loss, optimizer, train: train.arguments, seed };
}
