import { counted } from "./numbers.ts";
import type { Score } from "./score.ts";

/** How a score stands to its baseline. */
export type Standing = "better" | "unclear" | "worse";

/**
 * Whether a score is better than that of always giving one answer: where their 95% intervals lie apart. Where they
 * overlap, the rows cannot tell, unless the score itself is worse.
 */
export function standingOf({ value, interval, baseline, better }: Score): Standing | undefined {
  if (!baseline) return undefined;
  const isHigher = better === "higher";
  const gap = isHigher ? interval[0] - baseline.interval[1] : baseline.interval[0] - interval[1];
  if (gap > 0) return "better";
  const isWorse = isHigher ? value < baseline.value : value > baseline.value;
  return isWorse ? "worse" : "unclear";
}

/** The verdict in words. @param rows How many were judged. */
export function verdict(score: Score, rows: number): string {
  const { value, interval: [low, high], format, baseline, better } = score;
  const range = `${format(low)} to ${format(high)}`;
  if (rows === 1) return "One row cannot tell whether that is better than chance.";
  if (baseline && baseline.value === value) {
    return `No better than ${baseline.name}: both get ${format(value)}.`;
  }
  switch (standingOf(score)) {
    case "better":
      return `Better than chance: the whole interval, ${range}, lies ${
        better === "higher" ? "above" : "below"
      } that of the baseline.`;
    case "unclear":
      return `Not clearly better than chance: the interval, ${range}, and that of the baseline ` +
        `overlap, and ${counted(rows, "row")} cannot tell them apart.`;
    case "worse":
      return `Worse than ${baseline?.name}: ${format(value)} against ${
        format(baseline?.value ?? NaN)
      }.`;
    case undefined:
      return `There is no baseline to hold it to; the 95% interval is ${range}.`;
  }
}
