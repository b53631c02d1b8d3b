import type { Expected, PartName } from "../../dsl/language/pipeline.ts";

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

/** What a pipeline expects of a metric: that it is from `low` to `high`. */
export interface PrintedExpectation extends Pick<Expected, "metric" | "part" | "low" | "high"> {
  /** Of the mean of so many trainings; of this one where absent. */
  readonly seeds?: number;
}

/** One answer for every row, learnt from the training rows. */
export interface Baseline {
  /** How it is found: the most frequent class or labels, or the mean or median of each target. */
  readonly answer: "most_frequent" | "mean" | "median";
  /** The class, 0 or 1 for each label, or a number for each target in its own unit. */
  readonly says: string | readonly number[];
  /** `accuracy`, or `mse` and `mae` as the metrics of these names, of each part. */
  readonly parts: Readonly<Partial<Record<PartName, Scores>>>;
}

/** A training that broke down and went back, to go on with a smaller learning rate. */
export interface Restart {
  /** Where it broke, from 1. */
  readonly step: number;
  /** The same in epochs, from 1. */
  readonly epoch: number;
  /** What stopped being a finite number, such as `the loss overflows`. */
  readonly what?: string;
  /** The epoch at whose end it went on; 0 for the start. */
  readonly back_to: number;
  /** What all learning rates are multiplied with from there on. */
  readonly rate: number;
}

/** A file that a pipeline was made from, or the pictures of a folder as one. */
export interface FileRead {
  /** From the folder of the pipeline, or from an allowed one that is far from it; of a folder, with a slash at its end. */
  readonly path: string;
  /** How many it has. */
  readonly bytes: number;
  /**
   * In hexadecimal. Of a folder it is that of a text with a line for each of its files that was read, in the
   * order of their names: hash, two blanks, name.
   */
  readonly sha256: string;
  /** Of a folder: how many were read. */
  readonly files?: number;
}

/** The loss and the metrics of one part that are numbers, by name, unrounded. */
export type Scores = Readonly<Record<string, number>>;

/** One number for each class, or for each pair of classes. */
export type ClassScore = readonly number[] | readonly (readonly number[])[];

/** The metrics of one part that give more than a number, by name, unrounded. */
export type ClassScores = Readonly<Record<string, ClassScore>>;
