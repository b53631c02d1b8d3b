import assert from "node:assert/strict";
import { besideRange, toldExpectations } from "../../../report/words/expectation.ts";

Deno.test("a value shows as many digits as tell on which side of the range it is", () => {
  const range = { low: 0.8, high: 1 };
  assert.equal(besideRange(0.9, range), "0.9");
  assert.equal(besideRange(0.8071, range), "0.807");
  assert.equal(besideRange(0.80004, range), "0.80004");
  assert.equal(besideRange(0.79998, range), "0.79998");
  assert.equal(besideRange(0.8, range), "0.8");
  assert.equal(besideRange(NaN, range), "NaN");
  assert.equal(besideRange(-0.12345, range), "\u22120.123");
});

Deno.test("an expectation holds at both ends of its range, and not of what is no number", () => {
  const judged = (value: number) =>
    toldExpectations({
      parts: { test: { rows: 9, loss: 1, mae: value } },
      expectations: [{ metric: "mae", part: "test", low: 1, high: 2 }],
    })[0].holds;
  assert.deepEqual([0.999, 1, 2, 2.001, NaN].map(judged), [false, true, true, false, false]);
});

Deno.test("the mean of several trainings is not judged by one", () => {
  const [judged] = toldExpectations({
    parts: { test: { rows: 9, loss: 1, mae: 1 } },
    expectations: [{ metric: "mae", part: "test", low: 1, high: 2, seeds: 5 }],
  });
  assert.equal(judged.holds, undefined);
  assert.equal(judged.what, "mae on test, mean of 5 seeds");
});
