import { type Checked, ok } from "../dsl/text/diagnostic.ts";
import { type PlannedPipeline, planPipeline } from "./plan/plan.ts";
import { answers, readScores } from "./inference.ts";
import type { Outputs } from "./ir/value.ts";
import { meanLoss } from "./losses/mean_loss.ts";
import type { Part } from "./metrics/context.ts";
import { metricValues, shapeOf } from "./metrics/values.ts";
import { scoresOf } from "./plan/model_plan.ts";
import type { OnnxModel } from "./backends/onnx/model.ts";
import { lowerScan } from "./backends/onnx/scan.ts";
import { toModel } from "./backends/onnx/to_model.ts";
import { input } from "./ir/input.ts";
import { optimize } from "./transform/passes/optimize.ts";
import { preprocess } from "./preprocessing/preprocess.ts";
import type { Schema } from "./schema/schema.ts";
import { noStatistics, type Statistics } from "./preprocessing/statistics.ts";
import { spanGraph } from "./step/span.ts";
import { parameterOf, unpack } from "./step/state.ts";
import { type BatchOptions, type StepStages, targetType, type Training } from "./step/training.ts";
import type { CheckedCall } from "../dsl/language/pipeline.ts";
import type { ArgumentsOf } from "../dsl/language/signature.ts";
import type { Schedule } from "./schedules/schedule.ts";
import type { trainStage } from "./vocabulary/train_stage.ts";
import type { CompilerPipeline } from "./vocabulary/vocabulary.ts";

/** What a training is made of: its step, and what the stages say of all steps together. */
export interface ProgramTraining extends Training {
  readonly train: ArgumentsOf<typeof trainStage["arguments"]>;
  readonly schedule?: CheckedCall<Schedule>;
}

/** A planned pipeline with what was fitted on its training rows: ready to be lowered. */
export interface Program extends PlannedPipeline {
  /**
   * What was learnt from the training rows before training.
   *
   * @internal
   */
  readonly statistics: Statistics;
  /**
   * What a step of training is made of; absent where nothing says how to train.
   *
   * @internal
   */
  readonly training?: ProgramTraining;
}

/**
 * Checks that model, loss, metrics and data agree, and joins them with what was fitted.
 * @returns The program, or every disagreement (E03).
 */
export function compile(
  pipeline: CompilerPipeline,
  schema: Schema,
  statistics: Statistics = noStatistics,
): Checked<Program> {
  const planned = planPipeline(pipeline, schema);
  return planned.ok ? ok(programOf(planned.value, statistics), planned.warnings) : planned;
}

/** A plan with what was fitted on its training rows. */
export function programOf(planned: PlannedPipeline, statistics: Statistics): Program {
  const { pipeline, schema: { target }, plan, head } = planned;
  const { loss, optimizer, schedule, train, seed } = pipeline;
  const program = { ...planned, statistics };
  if (!loss || !optimizer || !target || !train) return program;
  const { classCounts } = statistics;
  const stages = { loss, optimizer, schedule, train: train.arguments, seed };
  return { ...program, training: { plan, head, target, classCounts, ...stages } };
}

/** Raw rows in, features out: `numeric` [N, F] and a text [N] for each category → `features`. */
export function lowerPreprocessing(program: Program): OnnxModel {
  const { inputs, features } = preprocess(program);
  return toModel(optimize({ features }), inputs);
}

/** What a program says of a step: all that training needs, or as much as its pipeline has. */
export function stepStages(program: Program): StepStages {
  const { pipeline: { loss, optimizer, train, seed }, schema: { target }, training } = program;
  const { plan, head, statistics: { classCounts } } = program;
  const stages = {
    plan,
    head,
    target,
    classCounts,
    loss,
    optimizer,
    train: train?.arguments,
    seed,
  };
  return training ?? stages;
}

/** Many steps of training in one call; see `spanGraph` for inputs and outputs. */
export function lowerTraining(training: Training, options: BatchOptions): OnnxModel {
  return { graph: lowerScan(spanGraph(training, options)) };
}

/** `state` [P] and `features` [N, F] in, `scores` [N, n] out. */
export function lowerScoring({ plan }: Program): OnnxModel {
  const features = input("features", { dtype: "float32", shape: ["N", plan.features.length] });
  const state = input("state", { dtype: "float32", shape: [plan.size] });
  const parameters = unpack(state, plan);
  const scores = scoresOf(plan, features, { parameter: (name) => parameterOf(parameters, name) });
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
