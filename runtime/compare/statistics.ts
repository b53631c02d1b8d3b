/** Whether a difference is larger than chance. */
import jStat from "jstat";
import { randomFor } from "../../compiler/initializers/random.ts";
import type { StatisticalTest } from "../../report/input/comparison.ts";
import { meanOf } from "../evaluate/mean.ts";

/** The library has no types of its own; these are what is used of it. */
const { studentt, ibeta } = jStat as {
  readonly studentt: { cdf(t: number, degrees: number): number };
  /** The regularised incomplete beta function. */
  ibeta(x: number, a: number, b: number): number;
};

/**
 * Student's t-test of paired numbers; nothing for fewer than two pairs. Differences that are all the same leave
 * nothing to chance, unless they are 0.
 * @see scipy.stats.ttest_rel
 */
export function pairedT(
  some: readonly number[],
  others: readonly number[],
): StatisticalTest | undefined {
  const differences = some.map((value, at) => value - others[at]);
  const pairs = differences.length;
  if (pairs < 2) return undefined;
  const deviation = deviationOf(differences);
  const difference = meanOf(differences);
  const t = Math.abs(difference) / (deviation / Math.sqrt(pairs));
  const p = deviation === 0 ? (difference === 0 ? 1 : 0) : 2 * (1 - studentt.cdf(t, pairs - 1));
  return { name: "paired t", pairs, p };
}

/**
 * McNemar's exact test of two classifiers on the same rows: of the rows that only one of them has right, how many
 * are those of one.
 * @see statsmodels.stats.contingency_tables.mcnemar(exact=True)
 */
export function exactMcNemar(
  some: readonly boolean[],
  others: readonly boolean[],
): StatisticalTest {
  const onlySome = some.filter((isRight, row) => isRight && !others[row]).length;
  const onlyOthers = others.filter((isRight, row) => isRight && !some[row]).length;
  const [few, all] = [Math.min(onlySome, onlyOthers), onlySome + onlyOthers];
  // The binomial distribution up to `few`, for a fair coin.
  const tail = few === all ? 1 : ibeta(0.5, all - few, few + 1);
  return { name: "exact McNemar", pairs: some.length, p: Math.min(1, 2 * tail) };
}

/** So many times rows are drawn again. */
const resamples = 10_000;

/** A bootstrap of the mean difference of paired numbers, by percentiles; the same pairs give the same p. */
export function pairedBootstrap(
  some: readonly number[],
  others: readonly number[],
): StatisticalTest {
  const differences = some.map((value, at) => value - others[at]);
  const pairs = differences.length;
  const random = randomFor(0, "bootstrap", "rows");
  let [below, above] = [0, 0];
  for (let resample = 0; resample < resamples; resample++) {
    let sum = 0;
    for (let at = 0; at < pairs; at++) sum += differences[Math.floor(random() * pairs)];
    if (sum <= 0) below += 1;
    if (sum >= 0) above += 1;
  }
  const p = Math.min(1, 2 * Math.min(below, above) / resamples);
  return { name: "paired bootstrap", pairs, p };
}

/** How far numbers deviate from their mean, as a sample: divided by n - 1. @returns NaN for fewer than two. */
export function deviationOf(values: readonly number[]): number {
  // From the first on, so that values which are all the same deviate by exactly 0.
  const shifted = values.map((value) => value - values[0]);
  const mean = meanOf(shifted);
  const squares = shifted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
