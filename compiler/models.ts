/**
 * A program as ONNX, one model for each task.
 * @module
 */
import type { OnnxModel } from "./backends/onnx/model.ts";
import { lowerScan } from "./backends/onnx/scan.ts";
import { toModel } from "./backends/onnx/to_model.ts";
import type { Program } from "./compile.ts";
import { inferenceGraph, readScores } from "./inference.ts";
import { input } from "./ir/input.ts";
import type { Outputs, Value } from "./ir/value.ts";
import { meanLoss } from "./losses/mean_loss.ts";
import type { Part } from "./metrics/context.ts";
import { metricValues, shapeOf } from "./metrics/values.ts";
import { cast } from "./ops/cast.ts";
import { scoresOf } from "./plan/model_plan.ts";
import { preprocess } from "./preprocessing/preprocess.ts";
import { scaledTargets } from "./preprocessing/targets/targets.ts";
import { spanGraph, type SpanOptions } from "./step/span.ts";
import { parameterOf, unpack } from "./step/state.ts";
import { targetType, type Training } from "./step/training.ts";
import { optimize } from "./transform/passes/optimize.ts";

/** Raw rows in, features out: see `preprocess` for both. */
export function lowerPreprocessing(program: Program): OnnxModel {
  const { inputs, features } = preprocess(program);
  return toModel(optimize({ features }), inputs);
}

/** `raw` float64 [N, D], targets in their own unit, in, `targets` float32 as training takes them out. */
export function lowerTargets({ statistics: { targets }, schema: { target } }: Program): OnnxModel {
  const width = target && target.kind !== "classes" ? target.names.length : 1;
  const given = input("raw", { dtype: "float64", shape: ["N", width] });
  return toModel({ targets: cast(scaledTargets(given, targets), "float32") }, [given]);
}

/** Many steps of training in one call; see `spanGraph` for inputs and outputs. */
export function lowerTraining(training: Training, options: SpanOptions): OnnxModel {
  return { graph: lowerScan(spanGraph(training, options)) };
}

/** `state` [P] and `features` of N rows as training takes them in, `scores` [N, n] out. */
export function lowerScoring({ plan, rows }: Program): OnnxModel {
  const features = input("features", rows.type("N"));
  const state = input("state", { dtype: "float32", shape: [plan.size] });
  const parameters = unpack(state, plan);
  const scores = scoresOf(plan, rows.features(features), {
    parameter: (name) => parameterOf(parameters, name),
  });
  return toModel(optimize({ scores }), [state, features]);
}

/** `scores` [N, n] in, the answers of the finished model out. */
export function lowerReading(program: Program): OnnxModel {
  const scores = input("scores", { dtype: "float32", shape: program.plan.outputs });
  return toModel(readScores(scores, program), [scores]);
}

/**
 * `part.scores`, `part.targets` as training takes them and `part.truth` in their own unit, of a whole part
 * in, `loss` and each metric that is a number out, by its name, float32 [].
 */
export function lowerMetrics(program: Program): OnnxModel | undefined {
  const { pipeline: { loss, metrics }, head, statistics: { classCounts } } = program;
  const numbers = metrics.filter((metric) => shapeOf(metric) === "number");
  return lowerMeasures(program, (part, targets) => ({
    ...loss && { loss: meanLoss(loss, { scores: part.scores, targets, classCounts }) },
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
  { plan, schema: { target }, statistics }: Program,
  measure: (part: Part, targets: Value) => Outputs,
): OnnxModel | undefined {
  if (!target) return undefined;
  // No metric can have these names: they are no words of the language.
  const scores = input("part.scores", { dtype: "float32", shape: plan.outputs });
  const targets = input("part.targets", targetType(target, "N"));
  const isScaled = statistics.targets.length > 0;
  const truth = isScaled ? input("part.truth", targetType(target, "N")) : targets;
  const outputs = measure({ scores, targets: truth }, targets);
  if (Object.keys(outputs).length === 0) return undefined;
  return toModel(optimize(outputs), isScaled ? [scores, targets, truth] : [scores, targets]);
}

/**
 * The finished model: raw rows in, as `preprocess` declares them; `label` and `probability`, or
 * `prediction`, out.
 * @param metadata Travels with the file.
 */
export function lowerInference(
  program: Program,
  state: Float32Array,
  metadata: OnnxModel["metadata"],
): OnnxModel {
  const { inputs, outputs } = inferenceGraph(program, state);
  return toModel(outputs, inputs, metadata);
}
