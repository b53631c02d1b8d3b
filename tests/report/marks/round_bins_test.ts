import assert from "node:assert/strict";
import { countsIn, roundBins } from "../../../report/marks/round_bins.ts";

Deno.test("whole numbers have a bin each up to 16 of them", () => {
  const upTo = (last: number) => roundBins(Array.from({ length: last + 1 }, (_, at) => at), 10);
  assert.deepEqual(upTo(15), { low: -0.5, step: 1, count: 16, isWhole: true });
  assert.equal(upTo(16).isWhole, false);
  assert.equal(roundBins([0, 100], 10).isWhole, false);
  assert.equal(roundBins([0, 1.5], 10).isWhole, false);
});

Deno.test("bins end at round numbers, and every number is in one of them", () => {
  const values = [0.1, 0.2, 0.3, 0.7, 0.99, 1];
  const bins = roundBins(values, 10);
  assert.deepEqual(bins, { low: 0.1, step: 0.1, count: 9, isWhole: false });
  const counts = countsIn(bins, values);
  assert.deepEqual(counts, [1, 1, 1, 0, 0, 0, 1, 0, 2]);
});

Deno.test("what is not finite is in no bin; one number alone has one", () => {
  const bins = roundBins([NaN, Infinity, 2.5, 2.5], 10);
  const counts = countsIn(bins, [NaN, Infinity, 2.5, 2.5]);
  assert.equal(counts.reduce((sum, each) => sum + each), 2);
});
