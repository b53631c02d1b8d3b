import { lowerAnswerMetrics } from "../../compiler/answer_metrics.ts";
import type { OnnxModel } from "../../compiler/backends/onnx/model.ts";
import type { Metric } from "../../compiler/metrics/metric.ts";
import { draftStages } from "../../dsl/check/check.ts";
import { type DraftCall, Pending } from "../../dsl/language/draft.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import { parse } from "../../dsl/syntax/parse.ts";
import { Report } from "../../dsl/text/report.ts";
import type { ClassScores, Scores } from "../../report/input/metrics.ts";
import { type Engine, runOnce } from "../engine/engine.ts";
import { floats, type HostTensor, type Tensors } from "../engine/tensor.ts";
import { mapTensors } from "../engine/tensor_rows.ts";
import { classScoreIn, scoreIn } from "../evaluate/evaluate.ts";
import type { ModelCard } from "../results/model_card.ts";
import { vocabulary } from "../vocabulary.ts";
import type { Predictions } from "./predictions.ts";

/** What the metrics of a pipeline say of some answers. */
export interface JudgedAnswers {
  /** Metrics that are numbers, by name, unrounded. */
  readonly numbers: Scores;
  /** Metrics that give more. */
  readonly lists: ClassScores;
}

/** The metrics of the pipeline that a model was trained with; the usual one where it names none. */
export function metricsOf(
  { resolved, schema: { target } }: Pick<ModelCard, "resolved" | "schema">,
): readonly CheckedCall<Metric>[] {
  const own = metricsIn(resolved);
  const usual = target?.kind === "numeric" ? "rmse" : "accuracy";
  return own.length > 0 ? own : metricsIn(`pipe 1\nmetric ${usual}\n`);
}

function metricsIn(text: string): readonly CheckedCall<Metric>[] {
  const file = parse({ name: "model.onnx", text });
  if (!file.ok) return [];
  const { metrics } = draftStages(file.value, vocabulary, { report: new Report() });
  return metrics.filter(isKnown);
}

/** The text stands by itself: nothing in it follows from data. */
function isKnown(call: DraftCall<Metric>): call is DraftCall<Metric> & CheckedCall<Metric> {
  return Object.values(call.arguments).every((each) => !(each instanceof Pending));
}

/**
 * The metrics of what a model answered, beside the truth.
 * @param truth Class codes, int32 [rows], or numbers, float32 [rows, D].
 */
export async function judge(
  answers: Predictions,
  truth: HostTensor,
  { card, metrics, engine }: {
    readonly card: Pick<ModelCard, "schema" | "quantiles">;
    readonly metrics: readonly CheckedCall<Metric>[];
    readonly engine: Engine;
  },
): Promise<JudgedAnswers> {
  const { schema: { target }, quantiles } = card;
  if (!target || answers.rows === 0) return { numbers: {}, lists: {} };
  const values = answers.kind === "numbers" ? answers.prediction : answers.probability;
  const feeds = {
    "part.answers": floats([answers.rows, values.length / answers.rows], values),
    "part.truth": truth,
  };
  const { numbers, lists } = lowerAnswerMetrics(metrics, {
    target,
    ...quantiles && { quantiles },
  });
  const measured = async (model: OnnxModel | undefined): Promise<Tensors> =>
    model ? await runOnce(engine, model, feeds) : {};
  return {
    numbers: mapTensors(await measured(numbers), scoreIn),
    lists: mapTensors(await measured(lists), classScoreIn),
  };
}
