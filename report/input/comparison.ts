import type { Expected, PartName } from "../../dsl/language/pipeline.ts";
import type { Baseline, Metrics } from "./metrics.ts";
import type { Records } from "./records.ts";

/** A number over the seeds of a configuration. */
export interface Spread {
  /** Their mean. */
  readonly mean: number;
  /** Of a sample, divided by n - 1; absent for one. */
  readonly deviation?: number;
}

/** A configuration and how it did. */
export interface ComparedRow {
  /** Told it from the others. */
  readonly label: string;
  /** The `.pipe` file, and what was chosen of it. */
  readonly pipeline: string;
  /** The variant, where one was chosen. */
  readonly variant?: string;
  /** Whether its last layer alone is the model. */
  readonly linear?: true;
  /** The values of the grid, by name, as written. */
  readonly set: Readonly<Record<string, string>>;
  /** How many trainings went well. */
  readonly trained: number;
  /** Why others did not. */
  readonly failed: readonly string[];
  /** How many trainable numbers the model has; absent where none went well. */
  readonly parameters?: number;
  /** What a training took. */
  readonly seconds?: Spread;
  /** The metrics of each part. */
  readonly parts: Readonly<Partial<Record<PartName, Readonly<Record<string, Spread>>>>>;
  /** What its pipeline expects of means over seeds, as far as there are so many seeds. */
  readonly expectations: readonly JudgedExpectation[];
}

/** By what configurations are ranked. */
export interface Ranking {
  /** Its name. */
  readonly metric: string;
  /** Validation rows where there are some: test rows then stay fair judges. */
  readonly part: PartName;
  /** Which way is better. */
  readonly better: "higher" | "lower";
}

/** Whether the best configuration is better than the next one by more than chance. */
export interface ComparisonVerdict {
  /** The label of the best configuration. */
  readonly best: string;
  /** That of the next one. */
  readonly next: string;
  /** Over the seeds, by the ranking; absent for one seed. */
  readonly seeds?: StatisticalTest;
  /** Over the rows of the judged part; absent where there is nothing to test. */
  readonly rows?: StatisticalTest & { readonly part: PartName };
  /** Whether both say so. */
  readonly isLarger: boolean;
  /** Whether the next one is as good, by the ranking. */
  readonly isTie: boolean;
}

/** A comparison. */
export interface Comparison {
  /** By what they are ranked. */
  readonly ranking: Ranking;
  /** The best one first; those of which no training went well last. */
  readonly rows: readonly ComparedRow[];
  /** Absent where there is but one configuration that went well. */
  readonly verdict?: ComparisonVerdict;
  /** Of the rows that judge. */
  readonly baselines: readonly Baseline[];
  /** How many rows each part has. */
  readonly sizes: Readonly<Partial<Record<PartName, number>>>;
}

/** What a test of a difference says. */
export interface StatisticalTest {
  /** Its name in the field. */
  readonly name: "paired t" | "exact McNemar" | "paired bootstrap";
  /** How many pairs it is of: seeds, or rows. */
  readonly pairs: number;
  /** How likely so large a difference is by chance alone, two-sided. */
  readonly p: number;
}

/** What a pipeline expects of a metric, and what that is. */
export interface JudgedExpectation extends Expected {
  /** Not a number where it was not measured. */
  readonly value: number;
  /** Whether it is as expected. */
  readonly isMet: boolean;
}

/** What the page of a comparison is made from. */
export interface ReportedComparison extends Comparison {
  /** What it is called: the name of its folder. */
  readonly name: string;
  /** Each training that went well. */
  readonly runs: readonly ComparedRun[];
  /** The command that makes it again. */
  readonly command: string;
  /** The command that trains the best configuration. */
  readonly best: string;
}

/** A training of a comparison. */
export interface ComparedRun {
  /** Its configuration. */
  readonly label: string;
  /** The pipeline's own where absent. */
  readonly seed?: number;
  /** Its `metrics.json`. */
  readonly metrics: Metrics;
  /** Its `records.json.gz`. */
  readonly records: Records;
  /** Its pipeline with everything written out. */
  readonly resolved: string;
}
