import type { Report } from "../../dsl/text/report.ts";
import { RandomState } from "./numpy_random.ts";
import { fewerThanStrata, singleInStratum } from "./split_diagnostics.ts";

/** How many rows are drawn, and from which seed. */
export interface StratifiedDraw {
  readonly heldOut: number;
  readonly seed: number;
  readonly report: Report;
}

/**
 * Rows drawn so that both sides have their share of every stratum.
 * @param strata Of each row, 0..n - 1. Fails where a stratum has a single row (E0870), or a side fewer rows
 * than there are strata (E0871).
 * @see scikit-learn's `StratifiedShuffleSplit` and `_approximate_mode`.
 */
export function drawAlike(
  strata: Int32Array,
  { heldOut, seed, report }: StratifiedDraw,
): { readonly train: Int32Array; readonly heldOut: Int32Array } {
  const members = membersOf(strata);
  const counts = members.map(({ length }) => length);
  if (counts.some((count) => count < 2)) {
    report.fail(singleInStratum(counts.filter((each) => each < 2).length));
  }
  const train = strata.length - heldOut;
  const least = Math.min(train, heldOut);
  if (least < counts.length) report.fail(fewerThanStrata(least, counts.length));
  const random = new RandomState(seed);
  const trainCounts = approximateMode(counts, train, random);
  const left = counts.map((count, at) => count - trainCounts[at]);
  const heldCounts = approximateMode(left, heldOut, random);
  const [trainRows, heldRows]: [number[], number[]] = [[], []];
  for (const [at, rows] of members.entries()) {
    const order = random.permutation(rows.length);
    order.forEach((place, rank) => {
      if (rank < trainCounts[at]) trainRows.push(rows[place]);
      else if (rank < trainCounts[at] + heldCounts[at]) heldRows.push(rows[place]);
    });
  }
  return {
    train: random.shuffled(Int32Array.from(trainRows)),
    heldOut: random.shuffled(Int32Array.from(heldRows)),
  };
}

/** The rows of each stratum, in order. */
function membersOf(strata: Int32Array): readonly Int32Array[] {
  const members: number[][] = [];
  strata.forEach((stratum, row) => (members[stratum] ??= []).push(row));
  return Array.from(members, (rows = []) => Int32Array.from(rows)).filter(({ length }) =>
    length > 0
  );
}

/** So many draws shared among groups by their sizes; what rounding leaves goes to those with the largest rests. */
function approximateMode(counts: readonly number[], draws: number, random: RandomState): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const continuous = counts.map((count) => count / total * draws);
  const shares = continuous.map(Math.floor);
  let rest = draws - shares.reduce((sum, share) => sum + share, 0);
  const remainders = continuous.map((each, at) => each - shares[at]);
  const sizes = [...new Set(remainders)].sort((one, other) => other - one);
  for (const size of sizes) {
    if (rest <= 0) break;
    const places = Int32Array.from(
      remainders.flatMap((each, at) => each === size ? [at] : []),
    );
    const chosen = random.choice(places, Math.min(places.length, rest));
    for (const at of chosen) shares[at] += 1;
    rest -= chosen.length;
  }
  return shares;
}
