import type { CheckedCall } from "../dsl/language/pipeline.ts";
import type { OnnxModel } from "./backends/onnx/model.ts";
import { toModel } from "./backends/onnx/to_model.ts";
import { answerHead } from "./heads/answer_head.ts";
import { input } from "./ir/input.ts";
import type { Metric } from "./metrics/metric.ts";
import { metricValues, shapeOf } from "./metrics/values.ts";
import type { TargetSchema } from "./schema/schema.ts";
import { targetType } from "./step/training.ts";
import { optimize } from "./transform/passes/optimize.ts";

/** What a finished model answers, and what was asked of it. */
export interface AnswerSchema {
  readonly target: TargetSchema;
  /** The levels of the quantiles that it answers with for each target, if it does. */
  readonly quantiles?: readonly number[];
}

/** Metrics of what a finished model answers, as two models: those that are numbers, and those that give more. */
export interface AnswerMetrics {
  /** Absent where there are none. */
  readonly numbers?: OnnxModel;
  readonly lists?: OnnxModel;
}

/**
 * Metrics of a finished model's answers: `part.answers` float32 [N, n], probabilities or predictions, and
 * `part.truth` in, class codes int32 [N] or numbers float32 [N, D]; each metric out, by its name.
 */
export function lowerAnswerMetrics(
  metrics: readonly CheckedCall<Metric>[],
  schema: AnswerSchema,
): AnswerMetrics {
  const isNumber = (metric: CheckedCall<Metric>) => shapeOf(metric) === "number";
  const numbers = lowered(metrics.filter(isNumber), schema);
  const lists = lowered(metrics.filter((each) => !isNumber(each)), schema);
  return { ...numbers && { numbers }, ...lists && { lists } };
}

function lowered(
  metrics: readonly CheckedCall<Metric>[],
  { target, quantiles }: AnswerSchema,
): OnnxModel | undefined {
  if (metrics.length === 0) return undefined;
  const width = target.kind === "classes"
    ? target.classes.length
    : target.names.length * (quantiles?.length ?? 1);
  const answers = input("part.answers", { dtype: "float32", shape: ["N", width] });
  const truth = input("part.truth", targetType(target, "N"));
  const part = { scores: answers, targets: truth };
  const values = metricValues(metrics, part, answerHead(target, quantiles));
  return toModel(optimize(values), [answers, truth]);
}
