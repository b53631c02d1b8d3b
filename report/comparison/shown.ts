import type { PartName } from "../../dsl/language/pipeline.ts";
import type { ComparedRow, ReportedComparison, Spread } from "../input/comparison.ts";
import { isShareMetric } from "../words/metric_words.ts";
import { amount, fixed, percent, significant } from "../words/numbers.ts";

/** By which number of which rows configurations are shown. */
export interface Shown {
  readonly metric: string;
  readonly part: PartName;
  /** How many rows it is of. */
  readonly rows: number;
  readonly isShare: boolean;
  readonly better: "higher" | "lower";
  readonly format: (value: number) => string;
  /** The number of a configuration; absent where none of its trainings went well. */
  readonly of: (row: ComparedRow) => Spread | undefined;
}

/** What configurations are ranked by, of test rows where there are some: they stayed out of the ranking. */
export function shownOf({ ranking, sizes, rows: all }: ReportedComparison): Shown {
  const { metric, better } = ranking;
  const isThere = (part: PartName) => all.some(({ parts }) => parts[part]?.[metric] !== undefined);
  const part = isThere("test") ? "test" : ranking.part;
  const rows = sizes[part] ?? 0;
  const isShare = isShareMetric(metric);
  return {
    ...{ metric, part, rows, isShare, better },
    format: (value) => isShare ? percent(value, rows) : amount(value, Math.max(rows, 400)),
    of: ({ parts }) => parts[part]?.[metric],
  };
}

/** `0.912 ± 0.034`: two digits of the deviation, and the mean with as many decimals. */
export function spreadText({ mean, deviation }: Spread): string {
  if (!deviation) return significant(mean, 4);
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(deviation)));
  if (decimals > 5) return `${significant(mean, 3)} ± ${significant(deviation, 2)}`;
  return `${fixed(mean, decimals)} ± ${fixed(deviation, decimals)}`;
}
