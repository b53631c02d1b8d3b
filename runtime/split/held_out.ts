import { int, optional, type Share, share } from "../../dsl/language/signature.ts";
import type { ArgumentProblem } from "../../dsl/language/argument_problem.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { emptyPart, splitWithoutParts } from "../data/stage_diagnostics.ts";
import { fractionOf, quotientOf, rowsOf, shareOf, sumOf } from "./exact_share.ts";
import { largestSeed } from "./numpy_random.ts";

/** How much is held out. */
export interface Shares {
  readonly valid?: Share;
  readonly test?: Share;
}

/** The arguments that say how much is held out. */
export const shareArguments = {
  valid: optional(
    share({ doc: "the rows to watch training with: a percent, a fraction or a count" }),
  ),
  test: optional(
    share({ doc: "the rows to judge the model with: a percent, a fraction or a count" }),
  ),
};

/** What random choices follow from. */
export const seedArgument = int({ doc: "the random_state", min: 0, max: largestSeed, default: 0 });

/** Shares that leave no row to train on, however many there are. */
export function sharesOfAllRows({ valid, test }: Shares): ArgumentProblem | undefined {
  const [first, second] = [percentOf(valid), percentOf(test)];
  if (first === undefined || second === undefined) return undefined;
  const { numerator, denominator } = sumOf(fractionOf(first), fractionOf(second));
  if (numerator < denominator) return undefined;
  const sum = Number((first + second).toPrecision(12));
  return {
    argument: "test",
    message: `valid = ${first}% and test = ${second}% make ${sum}% of the rows, ` +
      "and none are left to train on",
    help: "Write shares that make less than 100% together",
  };
}

function percentOf(share: Share | undefined): number | undefined {
  if (!share || "rows" in share) return undefined;
  return "percent" in share ? share.percent : Number((100 * share.fraction).toPrecision(12));
}

/** How many rows each part has. */
export interface HeldOut {
  readonly valid: number;
  readonly test: number;
}

/** Row counts as two calls of `train_test_split` round them: each time up, for its test side. */
export function heldOutOf({ valid, test }: Shares, rows: number): HeldOut {
  if (!valid || !test || "rows" in valid || "rows" in test) {
    return { valid: valid ? rowsOf(valid, rows) : 0, test: test ? rowsOf(test, rows) : 0 };
  }
  if ("fraction" in valid || "fraction" in test) return inFloats(valid, test, rows);
  const testShare = fractionOf(test.percent);
  const bothShares = sumOf(fractionOf(valid.percent), testShare);
  if (bothShares.numerator === 0n) return { valid: 0, test: 0 };
  const heldOut = shareOf(bothShares, rows);
  const testRows = shareOf(quotientOf(testShare, bothShares), heldOut);
  return { valid: heldOut - testRows, test: testRows };
}

/** The sums and products that one would write in Python. */
function inFloats(
  valid: Exclude<Share, { rows: number }>,
  test: Exclude<Share, { rows: number }>,
  rows: number,
): HeldOut {
  const [first, second] = [valid, test].map((share) =>
    "fraction" in share ? share.fraction : share.percent / 100
  );
  const heldOut = Math.ceil((first + second) * rows);
  const testRows = Math.ceil(second / (first + second) * heldOut);
  return { valid: heldOut - testRows, test: testRows };
}

/** What is wrong with parts of so many rows; `what` is what is counted. */
export function partProblems(
  { valid, test }: Shares,
  { rows, ...heldOut }: HeldOut & { readonly rows: number },
): Diagnostic[] {
  if (!valid && !test) return [splitWithoutParts()];
  const train = Math.max(0, rows - heldOut.valid - heldOut.test);
  const asked = {
    train,
    ...(valid && { valid: heldOut.valid }),
    ...(test && { test: heldOut.test }),
  };
  return Object.entries(asked).filter(([, count]) => count === 0)
    .map(([part]) => emptyPart(part, { rows, ...asked }));
}
