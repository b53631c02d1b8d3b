import type { ComparisonVerdict, Ranking, StatisticalTest } from "../input/comparison.ts";

/** Whether the best configuration is better by more than chance, and who says so. */
export function describeVerdict(
  { best, next, seeds, rows, isLarger, isTie }: ComparisonVerdict,
  { metric, part }: Ranking,
): string {
  if (isTie) return `${best} and ${next} are equal by ${metric} on ${part}.`;
  const ahead = `${best} is ahead of ${next} by ${metric} on ${part}`;
  const tests = [
    ...seeds ? [describeTest(seeds, "seeds")] : [],
    ...rows ? [describeTest(rows, `${rows.part} rows`)] : [],
  ].join("; ");
  const said = tests === "" ? "" : ` (${tests})`;
  if (isLarger) return `${ahead}, by more than chance${said}.`;
  if (!seeds) return `${ahead}${said}. One seed cannot tell whether that is chance: add --seeds 5.`;
  return `${ahead}, but these seeds and rows cannot tell them apart${said}.`;
}

function describeTest({ name, pairs, p }: StatisticalTest, of: string): string {
  const shown = p < 0.001 ? "p < 0.001" : `p = ${p.toPrecision(2)}`;
  return `${name} over ${pairs.toLocaleString("en-US")} ${of}: ${shown}`;
}
