import assert from "node:assert/strict";
import { standard } from "../../../compiler/preprocessing/standard.ts";

const fit = (deviation: "population" | "sample", ...columns: readonly number[][]) =>
  standard.fit(columns.map((each) => Float64Array.from(each)), { deviation });

Deno.test("standard takes the mean and the deviation of each column", () => {
  const { center, spread } = fit("population", [1, 2, 3, 4], [10, 10, 20, 20]);
  assert.deepEqual([...center], [2.5, 15]);
  assert.deepEqual([...spread], [Math.sqrt(1.25), 5]);
  assert.deepEqual([...fit("sample", [1, 2, 3, 4]).spread], [Math.sqrt(5 / 3)]);
});

Deno.test("standard only centres a column that never changes, and a single row", () => {
  const { center, spread } = fit("population", [7, 7, 7], [0, 0, 0]);
  assert.deepEqual([[...center], [...spread]], [[7, 0], [1, 1]]);
  for (const deviation of ["population", "sample"] as const) {
    assert.deepEqual([...fit(deviation, [3]).spread], [1]);
  }
});
