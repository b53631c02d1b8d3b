import type { Mutation } from "./mutation.ts";

const comparison = ["tests/report/comparison_report_test.ts"];
const curves = ["tests/report/words/curve_finding_test.ts"];
const interval = ["tests/report/words/interval_test.ts"];
const names = ["tests/report/markup/markup_test.ts"];
const numbers = ["tests/report/words/numbers_test.ts"];
const spread = ["tests/report/marks/spread_test.ts"];
const verdict = ["tests/report/words/verdict_test.ts"];

/** What README, docs and comments promise of pages. */
export const reportMutations: readonly Mutation[] = [
  {
    promise: "every text of a page is escaped",
    file: "report/markup/markup.ts",
    find: "escaped(content)",
    replace: "content",
    tests: names,
  },
  {
    promise: "a score is better than chance where the intervals lie apart",
    file: "report/words/verdict.ts",
    find: "gap > 0",
    replace: "gap >= 0",
    tests: verdict,
  },
  {
    promise: "a score below that of always one answer is worse",
    file: "report/words/verdict.ts",
    find: "value < baseline.value",
    replace: "value <= baseline.value",
    tests: verdict,
  },
  {
    promise: "the interval of a share is Wilson's",
    file: "report/words/interval.ts",
    find: "z * z / (4 * rows * rows)",
    replace: "0",
    tests: interval,
  },
  {
    promise: "a rise of more than 5% of the range is a turn",
    file: "report/words/curve_finding.ts",
    find: "(end - best) / range > toldShare",
    replace: "(end - best) / range > 0",
    tests: curves,
  },
  {
    promise: "a curve that is not a number somewhere has no finding",
    file: "report/words/curve_finding.ts",
    find: "known.length < curve.points.length",
    replace: "false",
    tests: curves,
  },
  {
    promise: "no probability is certain",
    file: "report/words/numbers.ts",
    find: 'value < 0.995 ? "0.99" : ">0.99"',
    replace: "value.toFixed(2)",
    tests: numbers,
  },
  {
    promise: "labels that would stand on each other move apart",
    file: "report/marks/spread.ts",
    find: "crowd.start >= end + distance",
    replace: "crowd.start >= end",
    tests: spread,
  },
  {
    promise: "the page of a comparison marks the lines of the better pipeline as its own",
    file: "report/comparison/differences.ts",
    find: 'best: " added"',
    replace: 'best: " removed"',
    tests: comparison,
  },
];
