/** Tests of differences agree with SciPy 1.17. */
import assert from "node:assert/strict";
import {
  deviationOf,
  exactMcNemar,
  pairedBootstrap,
  pairedT,
} from "../../../runtime/compare/statistics.ts";
import { randomFor } from "../../../compiler/initializers/random.ts";

/** Another way to the same sums. */
const tolerance = 1e-9;

function assertNear(value: number | undefined, expected: number): void {
  assert(Math.abs((value ?? NaN) - expected) < tolerance, `${value}, not ${expected}`);
}

Deno.test("paired t is scipy.stats.ttest_rel", () => {
  const first = pairedT([0.93, 0.9, 0.95, 0.91], [0.9, 0.88, 0.91, 0.92]);
  assertNear(first?.p, 0.16116184721351945);
  assertNear(pairedT([3, 5, 9, 1, 2.5], [1, 2, 3, 4, 0])?.p, 0.2217876397858193);
  assert.deepEqual([first?.name, first?.pairs], ["paired t", 4]);
});

Deno.test("one pair tells nothing; differences that are all the same leave nothing to chance", () => {
  assert.equal(pairedT([1], [0]), undefined);
  assert.equal(pairedT([1, 2], [0, 1])?.p, 0);
  assert.equal(pairedT([1, 2], [1, 2])?.p, 1);
});

/** Rows that only the first has right, only the second, and both. */
function rightRows(onlySome: number, onlyOthers: number, both = 30) {
  const fill = (count: number, value: boolean) => Array<boolean>(count).fill(value);
  return [
    [...fill(onlySome, true), ...fill(onlyOthers, false), ...fill(both, true)],
    [...fill(onlySome, false), ...fill(onlyOthers, true), ...fill(both, true)],
  ] as const;
}

Deno.test("exact McNemar is scipy.stats.binomtest of the rows that only one has right", () => {
  for (
    const [some, others, p] of [
      [2, 10, 0.03857421875],
      [5, 0, 0.0625],
      [70, 40, 0.005447429511444476],
      [7, 7, 1],
      [0, 0, 1],
    ]
  ) {
    assertNear(exactMcNemar(...rightRows(some, others)).p, p);
    assertNear(exactMcNemar(...rightRows(others, some)).p, p);
  }
  assert.equal(exactMcNemar(...rightRows(2, 10)).pairs, 42);
});

Deno.test("the bootstrap says the same of the same rows, and tells a difference from none", () => {
  const random = randomFor(1, "test", "rows");
  const noise = Array.from({ length: 200 }, () => random() - 0.5);
  const zero = noise.map(() => 0);
  const none = pairedBootstrap(noise, zero);
  assert.deepEqual(pairedBootstrap(noise, zero), none);
  const t = pairedT(noise, zero)!;
  // Both estimate the same; 10,000 draws are good for about 0.01.
  assert(Math.abs(none.p - t.p) < 0.03, `${none.p} and ${t.p}`);
  assert(pairedBootstrap(noise.map((value) => value + 0.2), zero).p < 0.001);
  assert.equal(pairedBootstrap(zero, zero).p, 1);
});

Deno.test("the deviation is that of a sample", () => {
  assertNear(deviationOf([1, 2, 4]), Math.sqrt(7 / 3));
  assert.equal(deviationOf([0.9333333, 0.9333333, 0.9333333, 0.9333333, 0.9333333]), 0);
});
