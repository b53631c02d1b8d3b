import type { Mutation } from "./mutation.ts";

const baseline = ["tests/runtime/evaluate/baseline_test.ts"];
const comparing = ["tests/cli/compare_test.ts"];
const statistics = ["tests/runtime/compare/statistics_test.ts"];
const verifying = ["tests/cli/verify_test.ts"];

/** What README, docs and comments promise of baselines, comparisons and pipelines that are verified. */
export const comparingMutations: readonly Mutation[] = [
  {
    promise: "a baseline is learnt from the training rows",
    file: "runtime/evaluate/baseline.ts",
    find: '({ name }) => name === "train"',
    replace: '({ name }) => name !== "train"',
    tests: baseline,
  },
  {
    promise: "a model that only equals the baseline is no better",
    file: "runtime/records/remarks.ts",
    find: "own > theirs[metric]",
    replace: "own >= theirs[metric]",
    tests: baseline,
  },
  {
    promise: "of few rows nothing is said",
    file: "runtime/records/remarks.ts",
    find: "part.rows < leastRows",
    replace: "part.rows < 1",
    tests: baseline,
  },
  {
    promise: "the t-test counts one degree of freedom less than pairs",
    file: "runtime/compare/statistics.ts",
    find: "studentt.cdf(t, pairs - 1)",
    replace: "studentt.cdf(t, pairs)",
    tests: statistics,
  },
  {
    promise: "the exact test is of both sides",
    file: "runtime/compare/statistics.ts",
    find: "Math.min(1, 2 * tail)",
    replace: "Math.min(1, tail)",
    tests: statistics,
  },
  {
    promise: "what is trained is not trained again",
    file: "runtime/commands/compare_thread.ts",
    find: "if (resume && await isFinished(",
    replace: "if (false && await isFinished(",
    tests: comparing,
  },
  {
    promise: "only what is the same training is kept",
    file: "runtime/compare/finished.ts",
    find: "differencesOf(then, identity).length === 0",
    replace: "true",
    tests: comparing,
  },
  {
    promise: "pipelines of other rows are not compared",
    file: "runtime/compare/ground.ts",
    find: "first.split === other.split ? undefined",
    replace: "true ? undefined",
    tests: comparing,
  },
  {
    promise: "--seed takes the place of a pipeline's own",
    file: "runtime/open/open_pipeline.ts",
    find: "seed === undefined ? loaded : withSeed(loaded, seed)",
    replace: "loaded",
    tests: ["tests/cli/run_options_test.ts"],
  },
  {
    promise: "one seed cannot tell",
    file: "runtime/compare/comparison.ts",
    find: "test && test.p < significance",
    replace: "!test || test.p < 2",
    tests: comparing,
  },
  {
    promise: "a broken expectation ends with 5",
    file: "cli/text/verified.ts",
    find: '["broken", "failed"].includes',
    replace: '["failed"].includes',
    tests: verifying,
  },
];
