import type { PartName } from "../../dsl/language/pipeline.ts";
import { stringify } from "@std/csv";
import { shortestDecimal } from "../engine/engine.ts";
import type { ClassScores, Scores } from "../evaluate/evaluate.ts";
import type { EpochRecord, EpochSteps } from "../train/train.ts";

/** The contents of `metrics.json`. */
export interface Metrics {
  /** The name of the pipeline: `iris`. */
  readonly pipeline: string;
  /** Where it was trained: `cpu`. */
  readonly device: string;
  /** What every random number followed from. */
  readonly seed: number;
  /** How many trainable numbers the model has. */
  readonly parameters: number;
  /** How many epochs were run. */
  readonly epochs: number;
  /** How many steps were made. */
  readonly steps: number;
  /** The epoch whose parameters were kept, where it is not the last one. */
  readonly kept_epoch?: number;
  /** How each part was judged. */
  readonly parts: Readonly<Partial<Record<PartName, PartMetrics>>>;
  /** The metrics that give more than a number; absent where none does. */
  readonly by_class?: MetricsByClass;
}

/** Lists and matrices of numbers, in the order of the classes. */
export interface MetricsByClass {
  /** Of several labels, their columns. */
  readonly classes: readonly string[];
  /** For each metric a number a class, or a row of them: those of that class, as answered. */
  readonly parts: Readonly<Partial<Record<PartName, ClassScores>>>;
}

/** Rows, loss and metrics of one part. */
export type PartMetrics = Scores & { readonly rows: number };

/**
 * `metrics.json` as text. It holds no times and no paths: the same run gives the same bytes. What is
 * no number, such as the roc_auc of one class alone, is `null`.
 */
export function metricsJson(metrics: Metrics): string {
  return JSON.stringify(metrics, null, 2) + "\n";
}

/**
 * `history.csv`: a line an epoch, with the columns that the run has. `train_loss` and `train_accuracy`
 * are gathered during the epoch, all others are taken after it.
 */
export function historyCsv(history: readonly EpochRecord[]): string {
  const [first] = history;
  const names = Object.entries(first ? scoresByPart(first) : {}).flatMap(([part, scores]) =>
    Object.keys(scores).map((metric) => ({ part, metric }))
  );
  const header = [
    "epoch",
    "learning_rate",
    ...names.map(({ part, metric }) => `${part}_${metric}`),
  ];
  const rows = history.map((record) => [
    String(record.epoch),
    String(shortestDecimal(record.learningRate)),
    ...names.map(({ part, metric }) => String(scoresByPart(record)[part]![metric])),
  ]);
  return stringify([header, ...rows]);
}

function scoresByPart({ train, valid, after }: EpochRecord): Record<string, Scores> {
  return {
    train,
    valid,
    ...after.train && { train_after: after.train },
    ...after.test && { test: after.test },
  };
}

/** What `history.csv` has a line for. */
export const histories = ["epochs", "steps"] as const;
/** One of `histories`. */
export type History = typeof histories[number];

/** `history.csv` with a line a step: its learning rate, and the loss of its batch before it. */
export function stepHistoryCsv(history: readonly EpochSteps[]): string {
  const header = ["step", "epoch", "learning_rate", "train_loss"];
  let step = 0;
  const rows = history.flatMap(({ epoch, losses, rates }) =>
    Array.from(losses, (loss, at) => [
      String(++step),
      String(epoch),
      String(shortestDecimal(rates[at]!)),
      String(shortestDecimal(loss)),
    ])
  );
  return stringify([header, ...rows]);
}
