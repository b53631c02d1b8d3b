import assert from "node:assert/strict";
import { Sample } from "../../../compiler/preprocessing/base/sample.ts";
import { standard } from "../../../compiler/preprocessing/scalers/standard.ts";

const fit = (deviation: "population" | "sample", values: readonly number[]) =>
  standard.fit(new Sample(Float64Array.from(values)), { deviation });

Deno.test("standard takes the mean and the deviation of a column", () => {
  assert.deepEqual(fit("population", [1, 2, 3, 4]), { mean: 2.5, spread: Math.sqrt(1.25) });
  assert.deepEqual(fit("population", [10, 10, 20, 20]), { mean: 15, spread: 5 });
  assert.deepEqual(fit("sample", [1, 2, 3, 4]), { mean: 2.5, spread: Math.sqrt(5 / 3) });
});

Deno.test("standard only centres a column that never changes, and a single row", () => {
  assert.deepEqual(fit("population", [7, 7, 7]), { mean: 7, spread: 1 });
  for (const deviation of ["population", "sample"] as const) {
    assert.deepEqual(fit(deviation, [3]), { mean: 3, spread: 1 });
  }
});

Deno.test("a column that changes by rounding alone is constant, as in scikit-learn", () => {
  const fees = Array.from({ length: 30 }, () => 0.19);
  assert.deepEqual(fit("population", fees).spread, 1);
  assert.deepEqual(fit("population", [...fees, 0.19 + Number.EPSILON]).spread, 1);
  assert.notEqual(fit("population", [...fees, 0.190001]).spread, 1);
});
