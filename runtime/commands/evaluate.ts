import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { ClassScores, Metrics, PartMetrics } from "../../report/input/metrics.ts";
import { floats, floatsOf, type HostTensor, ints, intsOf } from "../engine/tensor.ts";
import type { CommandContext } from "../files/access.ts";
import { judge, metricsOf } from "../inference/evaluate_answers.ts";
import { unjudgedModel, unlabelledModel } from "../inference/inference_diagnostics.ts";
import { joinPredictions } from "../inference/join_predictions.ts";
import type { OnError } from "../inference/on_error.ts";
import { classMetrics, partMetrics } from "../results/metrics.ts";
import { runMetrics } from "../results/run_metrics.ts";
import { phase } from "./phase.ts";
import { answerBlocks } from "./predict.ts";

/** How a model is judged. */
export interface EvaluateFileOptions {
  /** The working directory, and what may be read. */
  readonly context: CommandContext;
  /** What becomes of rows that cannot be answered; the end of all unless given. */
  readonly onError?: Exclude<OnError, "blank">;
  /** The device that the model is run on, as `cuda:1`; the processor unless given. */
  readonly device?: string;
  /** Told of each warning. */
  readonly warn?: (warning: Diagnostic) => void;
}

/** How a model does on rows that are labelled. */
export interface EvaluatedFile {
  /** Rows that were answered, and the metrics of the pipeline that are numbers. */
  readonly metrics: PartMetrics;
  /** The metrics that give more; absent where none does. */
  readonly byClass?: {
    /** Of several labels, their columns. */
    readonly classes: readonly string[];
    readonly scores: ClassScores;
  };
  /** What `metrics.json` said of the training; absent where the model was not judged then. */
  readonly run?: Metrics;
}

/**
 * The metrics of the pipeline that a model was trained with, for the rows of a labelled file.
 * @param rows A table, a manifest, or a folder of pictures in folders of their classes, or `-` for stdin.
 * @throws {PenstockError} If a file cannot be read, is no model, lacks a column, or has a row that cannot be
 * answered or has no label.
 */
export async function evaluateFile(
  model: string,
  rows: string,
  options: EvaluateFileOptions,
): Promise<EvaluatedFile> {
  const { card, engine, blocks } = await answerBlocks(model, rows, {
    ...options,
    isLabelled: true,
  });
  const { target } = card.schema;
  if (!target) return await phase((report) => report.fail(unlabelledModel(model)));
  const all = await Array.fromAsync(blocks);
  const answers = joinPredictions(all.map(({ predictions }) => predictions));
  // They were asked for.
  const truth = joinTensors(all.map((block) => block.truth!));
  const classes = target.kind === "classes" ? target.classes : target.names;
  const judged = await phase((report) => {
    const wanted = classes.length * (card.quantiles?.length ?? 1);
    if (answers.kind === "numbers" && answers.names.length !== wanted) {
      report.fail(unjudgedModel(model, { given: answers.names.length, wanted }));
    }
    return judge(answers, truth, { card, metrics: metricsOf(card), engine });
  });
  const hasLists = Object.keys(judged.lists).length > 0;
  const run = runMetrics(card.metrics);
  return {
    metrics: partMetrics(answers.rows, judged.numbers),
    ...hasLists && { byClass: { classes, scores: classMetrics(judged.lists) } },
    ...run && { run },
  };
}

function joinTensors(parts: readonly HostTensor[]): HostTensor {
  const rows = parts.reduce((sum, { shape: [some] }) => sum + some, 0);
  const [first] = parts;
  const shape = first.shape.with(0, rows);
  if (first.type === "int32") {
    return ints(shape, Int32Array.from(parts.flatMap((part) => [...intsOf(part)])));
  }
  return floats(shape, Float32Array.from(parts.flatMap((part) => [...floatsOf(part)])));
}
