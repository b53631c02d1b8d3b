import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { int, optional, type Share, share } from "../../dsl/language/signature.ts";
import { emptyPart, splitWithoutParts } from "../data/stage_diagnostics.ts";
import { largestSeed, permutation } from "./numpy_random.ts";
import { fractionOf, quotientOf, rowsOf, shareOf, sumOf } from "./exact_share.ts";
import { defineSplitter, type Splitter } from "./splitter.ts";
import type { ArgumentProblem } from "../../dsl/language/argument_problem.ts";
import type { Parts } from "../data/parts.ts";

/**
 * Rows held out at random, `split holdout(valid = 20%, test = 20%, seed = 7)`: the very rows of
 * scikit-learn's `train_test_split(rows, test_size=..., random_state=seed)`. With both parts, the
 * held-out rows are split a second time with the same seed: its training side is `valid`.
 */
export const holdout: Splitter = defineSplitter({
  name: "holdout",
  doc: "Holds out rows at random: the rows of scikit-learn's train_test_split(random_state=seed).",
  arguments: {
    valid: optional(share({ doc: "the rows to watch training with, as a percent or a count" })),
    test: optional(share({ doc: "the rows to judge the model with, as a percent or a count" })),
    seed: int({ doc: "the random_state", min: 0, max: largestSeed, default: 0 }),
  },
  conflict: sharesOfAllRows,
  split({ valid, test, seed }, { rows, report }) {
    const counts = countsOf({ valid, test }, rows);
    report.add(...problemsOf({ valid, test }, { ...counts, rows }));
    report.stopOnErrors();
    const order = permutation(seed, rows);
    const heldOut = order.subarray(0, counts.valid + counts.test);
    return { train: order.slice(heldOut.length), ...partsOf(heldOut, { ...counts, seed }) };
  },
});

interface Shares {
  readonly valid?: Share;
  readonly test?: Share;
}

/** Percents that leave no row to train on, however many there are. */
function sharesOfAllRows({ valid, test }: Shares): ArgumentProblem | undefined {
  if (!valid || !test || "rows" in valid || "rows" in test) return undefined;
  const { numerator, denominator } = sumOf(fractionOf(valid.percent), fractionOf(test.percent));
  if (numerator < denominator) return undefined;
  const sum = Number((valid.percent + test.percent).toPrecision(12));
  return {
    argument: "test",
    message: `valid = ${valid.percent}% and test = ${test.percent}% make ${sum}% of the rows, ` +
      "and none are left to train on",
    help: "Write shares that make less than 100% together",
  };
}

interface Counts {
  readonly valid: number;
  readonly test: number;
}

/** Row counts as two calls of `train_test_split` round them: each time up, for its test side. */
function countsOf({ valid, test }: Shares, rows: number): Counts {
  if (!valid || !test || "rows" in valid || "rows" in test) {
    return { valid: valid ? rowsOf(valid, rows) : 0, test: test ? rowsOf(test, rows) : 0 };
  }
  const testShare = fractionOf(test.percent);
  const bothShares = sumOf(fractionOf(valid.percent), testShare);
  if (bothShares.numerator === 0n) return { valid: 0, test: 0 };
  const heldOut = shareOf(bothShares, rows);
  const testRows = shareOf(quotientOf(testShare, bothShares), heldOut);
  return { valid: heldOut - testRows, test: testRows };
}

function problemsOf({ valid, test }: Shares, counts: Counts & { rows: number }): Diagnostic[] {
  if (!valid && !test) return [splitWithoutParts()];
  const { rows, ...heldOut } = counts;
  const train = Math.max(0, rows - heldOut.valid - heldOut.test);
  const asked = {
    train,
    ...(valid && { valid: heldOut.valid }),
    ...(test && { test: heldOut.test }),
  };
  return Object.entries(asked).filter(([, count]) => count === 0)
    .map(([part]) => emptyPart(part, { rows, ...asked }));
}

/** The held-out rows as parts; where there are two, the second split has the same seed. */
function partsOf(
  heldOut: Int32Array,
  { valid, test, seed }: Counts & { seed: number },
): Omit<Parts, "train"> {
  const none = new Int32Array();
  if (valid === 0) return { valid: none, test: heldOut.slice() };
  if (test === 0) return { valid: heldOut.slice(), test: none };
  const rows = permutation(seed, heldOut.length).map((at) => heldOut[at]);
  return { valid: rows.slice(test), test: rows.slice(0, test) };
}
