import assert from "node:assert/strict";
import {
  classResults,
  f1Of,
  mixUpsOf,
  mostMixedPair,
} from "../../../report/statistics/class_results.ts";

const counts = [[11, 0, 0], [0, 8, 3], [0, 1, 7]];

Deno.test("results by class come from rows, columns and the diagonal", () => {
  const results = classResults(counts);
  assert.deepEqual(results, [
    { rows: 11, named: 11, right: 11 },
    { rows: 11, named: 9, right: 8 },
    { rows: 8, named: 10, right: 7 },
  ]);
  // By hand: 2 · 8 / (11 + 9).
  assert.deepEqual(results.map(f1Of), [1, 0.8, 14 / 18]);
  assert(Number.isNaN(f1Of({ rows: 0, named: 0, right: 0 })));
});

Deno.test("mix-ups come most frequent first, and pairs count both ways", () => {
  const mixUps = mixUpsOf(counts);
  assert.deepEqual(mixUps, [
    { truth: 1, said: 2, rows: 3 },
    { truth: 2, said: 1, rows: 1 },
  ]);
  assert.equal(mostMixedPair(mixUps)?.rows, 4);
  assert.equal(mostMixedPair([]), undefined);
});
