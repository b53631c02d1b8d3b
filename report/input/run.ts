import type { PartName } from "../../dsl/language/pipeline.ts";
import type { Metrics } from "./metrics.ts";
import type { RecordedPart, Records } from "./records.ts";

/** What a run's folder tells: all that its page is made from. */
export interface ReportedRun {
  /** Its `metrics.json`. */
  readonly metrics: Metrics;
  /** Its `records.json.gz`. */
  readonly records: Records;
  /** Its `parameters.npz`, by name. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Its pipeline with everything written out. */
  readonly resolved: string;
  /** The command that makes it again. */
  readonly command: string;
  /** What it ran on: `deno 2.9.6 on linux x86_64`. */
  readonly machine: string;
  /** SHA-256 of the other files of the folder, by name. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** A tensor of the model. */
export interface Parameter {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: ArrayLike<number>;
}

/** The rows that a run is judged by: those that it learnt least from. */
export interface Judged {
  /** Which part they are. */
  readonly name: PartName;
  /** What was recorded of them. */
  readonly part: RecordedPart;
  /** Whether every row of the part was recorded. */
  readonly isWhole: boolean;
}

/** Test rows, or else valid rows, or else those that trained. */
export function judgedPart({ parts }: Records): Judged | undefined {
  for (const name of ["test", "valid", "train"] as const) {
    const part = parts[name];
    if (part) return { name, part, isWhole: part.recorded.length === part.rows };
  }
  return undefined;
}

/** How rows of a part are called. */
export function rowsOf(part: PartName): string {
  return part === "train" ? "training rows" : `${part} rows`;
}

/** The columns that are answered. */
export function targetNames({ columns }: Records): readonly string[] {
  return columns.filter(({ role }) => role === "target").map(({ name }) => name);
}
