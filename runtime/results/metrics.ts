import type { Expected, PartName } from "../../dsl/language/pipeline.ts";
import { shortestDecimal } from "../formats/decimal.ts";
import type { FileRead } from "../files/read_log.ts";
import type { Restart } from "../train/progress.ts";
import type { Baseline } from "../evaluate/baseline.ts";
import type { ClassScore, ClassScores, Scores } from "../evaluate/evaluate.ts";

/** The contents of `metrics.json`. */
export interface Metrics {
  /** The name of the pipeline: `iris`. */
  readonly pipeline: string;
  /** Which variant of it was trained; absent without one. */
  readonly variant?: string;
  /** The values of its parameters by name; absent where it declares none. */
  readonly params?: Readonly<Record<string, number | boolean | string>>;
  /** Those of them that were set from outside; absent where none was. */
  readonly set?: readonly string[];
  /** What it was made of, by SHA-256. */
  readonly made_of: MadeOf;
  /** What computed it: `penstock` and `engine` with their versions. */
  readonly computed_by: Readonly<Record<"penstock" | "engine", string>>;
  /** Where it was trained: `cpu`. */
  readonly device: string;
  /** What every random number followed from. */
  readonly seed: number;
  /** How many trainable numbers the model has. */
  readonly parameters: number;
  /** Which layers started from another training, and which did not; absent where none was to. */
  readonly started_from?: Readonly<Record<"layers" | "anew", readonly string[]>>;
  /** How many epochs were run. */
  readonly epochs: number;
  /** How many steps were made. */
  readonly steps: number;
  /** The epoch whose parameters were kept, where it is not the last one. */
  readonly kept_epoch?: number;
  /** Where training broke down and went on from an earlier epoch; absent where it never did. */
  readonly restarts?: readonly Restart[];
  /** How many rows were left out for a missing value; absent where none was. */
  readonly rows_left_out?: number;
  /** How many rows of each part have each class; absent where there are no classes. */
  readonly class_counts?: ClassCounts;
  /** What always giving the same answer would be worth; absent where there is no target. */
  readonly baselines?: readonly Baseline[];
  /** How each part was judged. */
  readonly parts: Readonly<Partial<Record<PartName, PartMetrics>>>;
  /** What the pipeline expects of them; absent where it expects nothing. */
  readonly expectations?: readonly PrintedExpectation[];
  /** The metrics that give more than a number; absent where none does. */
  readonly by_class?: MetricsByClass;
}

/** What a pipeline expects of a metric: that it is from `low` to `high`. */
export interface PrintedExpectation extends Pick<Expected, "metric" | "part" | "low" | "high"> {
  /** Of the mean of so many trainings; of this one where absent. */
  readonly seeds?: number;
}

/** Expectations without their places in the text. */
export function printedExpectations(
  expectations: readonly Expected[],
): readonly PrintedExpectation[] {
  return expectations.map(({ metric, part, low, high, seeds }) => ({
    ...{ metric, part, low, high },
    ...seeds !== undefined && { seeds },
  }));
}

/** What a run was made of, by SHA-256 in hexadecimal. */
export interface MadeOf {
  /** The text of the pipeline. */
  readonly pipeline: string;
  /** The files of parameters that were given, by their names; absent where none was. */
  readonly params_files?: Readonly<Record<string, string>>;
  /** Every other file that was read: data, manifests, used pipelines. */
  readonly files: readonly FileRead[];
  /** The text that `--save-split` writes. */
  readonly split: string;
}

/** How many rows have each class. */
export interface ClassCounts {
  /** Their names, in the order of the counts. */
  readonly classes: readonly string[];
  /** Of each part. */
  readonly parts: Readonly<Partial<Record<PartName, readonly number[]>>>;
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

/** Baselines as they are printed. */
export function printedBaselines(baselines: readonly Baseline[]): readonly Baseline[] {
  return baselines.map(({ answer, says, parts }) => ({
    answer,
    says: typeof says === "string" ? says : says.map(shortestDecimal),
    parts: mapValues(parts, (scores: Scores) => mapValues(scores, shortestDecimal)),
  }));
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
 * `metrics.json` as text. It holds no times and no paths of a machine: the same run gives the same bytes. What is
 * no number, such as the roc_auc of one class alone, is `null`.
 */
export function metricsJson(metrics: Metrics): string {
  return JSON.stringify(metrics, null, 2) + "\n";
}

/** What `history.csv` has a line for. */
export const histories = ["epochs", "steps"] as const;
/** One of `histories`. */
export type History = typeof histories[number];
