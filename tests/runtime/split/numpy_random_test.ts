import assert from "node:assert/strict";
import fc from "fast-check";
import { permutation } from "../../../runtime/split/numpy_random.ts";
import reference from "../fixtures/splits.json" with { type: "json" };

Deno.test("permutation equals that of NumPy's RandomState", () => {
  const rows = reference.permutation_392_seed_0.rows.split(" ").map(Number);
  assert.deepEqual([...permutation(0, 392).slice(0, rows.length)], rows);
});

Deno.test("permutation holds every number once, for every seed that NumPy takes", () => {
  const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(fc.property(seed, fc.nat({ max: 300 }), (seed, count) => {
    const sorted = permutation(seed, count).sort();
    assert.deepEqual(sorted, Int32Array.from({ length: count }, (_, at) => at));
  }));
});

Deno.test("permutation refuses seeds and counts that NumPy refuses", () => {
  for (const seed of [-1, 0.5, 2 ** 32, NaN]) {
    assert.throws(() => permutation(seed, 3), RangeError);
  }
  assert.throws(() => permutation(0, -1), RangeError);
});
