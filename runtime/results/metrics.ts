import type { PartName } from "../../dsl/language/pipeline.ts";
import { stringify } from "@std/csv";
import { shortestDecimal } from "../formats/decimal.ts";
import type { ClassScore, ClassScores, Scores } from "../evaluate/evaluate.ts";
import type { EpochRecord, EpochSteps } from "../train/history.ts";

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

/** Rows, loss and metrics of a part as they are printed. */
export function partMetrics(rows: number, { loss, ...rest }: Scores): PartMetrics {
  const scores = { ...loss !== undefined && { loss }, ...rest };
  return { rows, ...mapValues(scores, shortestDecimal) };
}

/** Lists and matrices of numbers as they are printed. */
export function classMetrics(scores: ClassScores): ClassScores {
  return mapValues(scores, rounded);
}

function rounded(score: ClassScore): ClassScore {
  return isMatrix(score)
    ? score.map((row) => row.map(shortestDecimal))
    : score.map(shortestDecimal);
}

function isMatrix(score: ClassScore): score is readonly (readonly number[])[] {
  return Array.isArray(score[0]);
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  make: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value)]));
}

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
  const lines = history.map((record) => ({
    epoch: String(record.epoch),
    learning_rate: String(shortestDecimal(record.learningRate)),
    // Gathered on the host in float64; all others are float32.
    ...columnsOf("train", record.train, String),
    ...columnsOf("valid", record.valid),
    ...columnsOf("train_after", record.after.train),
    ...columnsOf("test", record.after.test),
  }));
  const header = Object.keys(lines[0] ?? { epoch: "", learning_rate: "" });
  return stringify([header, ...lines.map((line) => Object.values(line))]);
}

function columnsOf(
  part: string,
  scores: Scores = {},
  print: (value: number) => string = (value) => String(shortestDecimal(value)),
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(scores).map(([metric, value]) => [`${part}_${metric}`, print(value)]),
  );
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
