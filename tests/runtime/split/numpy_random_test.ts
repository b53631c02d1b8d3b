import assert from "node:assert/strict";
import fc from "fast-check";
import { RandomState } from "../../../runtime/split/numpy_random.ts";
import reference from "../fixtures/splits.json" with { type: "json" };

Deno.test("permutation equals that of NumPy's RandomState", () => {
  const rows = reference.permutation_392_seed_0.rows.split(" ").map(Number);
  assert.deepEqual([...new RandomState(0).permutation(392).slice(0, rows.length)], rows);
});

Deno.test("permutation holds every number once, for every seed that NumPy takes", () => {
  const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(fc.property(seed, fc.nat({ max: 300 }), (seed, count) => {
    const sorted = new RandomState(seed).permutation(count).sort();
    assert.deepEqual(sorted, Int32Array.from({ length: count }, (_, at) => at));
  }));
});

Deno.test("permutation refuses seeds and counts that NumPy refuses", () => {
  for (const seed of [-1, 0.5, 2 ** 32, NaN]) {
    assert.throws(() => new RandomState(seed).permutation(3), RangeError);
  }
  assert.throws(() => new RandomState(0).permutation(-1), RangeError);
});
