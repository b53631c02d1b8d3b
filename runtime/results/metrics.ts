import type {
  Baseline,
  ClassScore,
  ClassScores,
  Metrics,
  PartMetrics,
  PrintedExpectation,
  Scores,
} from "../../report/input/metrics.ts";
import type { Expected } from "../../dsl/language/pipeline.ts";
import { shortestDecimal } from "../formats/decimal.ts";

/** Expectations without their places in the text. */
export function printedExpectations(
  expectations: readonly Expected[],
): readonly PrintedExpectation[] {
  return expectations.map(({ metric, part, low, high, seeds }) => ({
    ...{ metric, part, low, high },
    ...seeds !== undefined && { seeds },
  }));
}

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
