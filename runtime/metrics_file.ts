import type { PartName } from "../dsl/pipeline.ts";
import { stringify } from "./data/csv.ts";
import type { Scores } from "./evaluate.ts";
import type { EpochRecord } from "./train.ts";

/** The contents of `metrics.json`. */
export interface Metrics {
  /** The name of the pipeline: `iris`. */
  readonly pipeline: string;
  readonly device: string;
  readonly seed: number;
  /** How many trainable numbers the model has. */
  readonly parameters: number;
  readonly epochs: number;
  readonly steps: number;
  readonly parts: Readonly<Partial<Record<PartName, PartMetrics>>>;
}

/** Rows, loss and metrics of one part. */
export type PartMetrics = Scores & { readonly rows: number };

/** `metrics.json` as text. It holds no times and no paths: the same run gives the same bytes. */
export function metricsJson(metrics: Metrics): string {
  return JSON.stringify(metrics, null, 2) + "\n";
}

/** `history.csv`: a line an epoch, with the columns that the run has. */
export function historyCsv(history: readonly EpochRecord[]): string {
  const [first] = history;
  const names = (["train", "valid"] as const).flatMap((part) =>
    Object.keys(first?.[part] ?? {}).map((metric) => ({ part, metric }))
  );
  const header = ["epoch", ...names.map(({ part, metric }) => `${part}_${metric}`)];
  const rows = history.map((record) => [
    String(record.epoch),
    ...names.map(({ part, metric }) => String(record[part][metric])),
  ]);
  return stringify([header, ...rows]);
}
