import assert from "node:assert/strict";
import { errorRanges, type ErrorRow, errorSizes } from "../../../report/input/error_rows.ts";
import { biasOf, farRows, unevenErrors, worstRange } from "../../../report/words/error_findings.ts";
import { coverageOf } from "../../../report/words/coverage_finding.ts";
import { rangeWriter } from "../../../report/words/range_words.ts";

function rowOf(truth: number, error: number, at = 0): ErrorRow {
  return { at, truth, said: truth + error, error, name: `line ${at}` };
}

Deno.test("errors lean where the interval of their mean leaves out zero", () => {
  assert.equal(biasOf([1, 1.2, 0.8, 1.1]), "high");
  assert.equal(biasOf([-1, -1.2, -0.8, -1.1]), "low");
  assert.equal(biasOf([1, -1, 1.1, -1]), undefined);
  assert.equal(biasOf([3]), undefined);
});

Deno.test("predictions are uneven where one half is off by more than twice as much", () => {
  const rows = (above: number) =>
    Array.from({ length: 20 }, (_, at) => rowOf(at * 10, at < 10 ? 1 : above, at));
  assert.equal(unevenErrors(rows(2.1))?.where, "above");
  assert.equal(unevenErrors(rows(0.4))?.where, "below");
  assert.equal(unevenErrors(rows(1.9)), undefined);
  assert.equal(unevenErrors(rows(9).slice(1)), undefined, "nine rows are too few");
});

Deno.test("a range is told where its error is more than twice the smallest", () => {
  const rows = (last: number) =>
    Array.from({ length: 16 }, (_, at) => rowOf(at, at < 8 ? 1 : last, at));
  assert.equal(worstRange(errorRanges(rows(2.1)))?.worst.low, 8);
  assert.equal(worstRange(errorRanges(rows(1.9))), undefined);
  assert.equal(worstRange([]), undefined);
});

Deno.test("rows are far out from five mean errors on", () => {
  const rows = [...Array.from({ length: 9 }, () => rowOf(0, 1)), rowOf(0, 5.1)];
  assert.equal(farRows(rows, 1), 1);
  assert.equal(farRows(rows, 1.1), 0);
});

Deno.test("bands are too narrow or too wide where the interval of their share leaves out what it should be", () => {
  assert.equal(coverageOf({ hits: 50, rows: 100, wanted: 0.8 }), "fewer");
  assert.equal(coverageOf({ hits: 99, rows: 100, wanted: 0.8 }), "more");
  assert.equal(coverageOf({ hits: 78, rows: 100, wanted: 0.8 }), undefined);
  assert.equal(coverageOf({ hits: 0, rows: 0, wanted: 0.8 }), undefined);
});

Deno.test("ranges have equal counts, and no number is in two of them", () => {
  const rows = Array.from({ length: 60 }, (_, at) => rowOf(Math.floor(at / 5), 1, at));
  const ranges = errorRanges(rows);
  assert.deepEqual(ranges.map(({ rows }) => rows), [10, 10, 10, 10, 10, 10]);
  const same = errorRanges(Array.from({ length: 60 }, (_, at) => rowOf(at < 40 ? 1 : 2, 1, at)));
  assert.deepEqual(same.map(({ low, high, rows }) => [low, high, rows]), [[1, 1, 40], [2, 2, 20]]);
  assert.deepEqual(errorRanges(rows.slice(0, 15)), []);
});

Deno.test("ranges share their decimals", () => {
  const write = rangeWriter([{ low: 9, high: 15 }, { low: -15.5, high: 19.25 }]);
  assert.equal(write({ low: 9, high: 15 }), "9.00 to 15.00");
  assert.equal(write({ low: -15.5, high: -15.5 }), "−15.50");
});

Deno.test("R² is that of the rows", () => {
  const sizes = errorSizes([rowOf(1, 0), rowOf(3, 1)]);
  assert.deepEqual([sizes.mae, sizes.bias, sizes.r2], [0.5, 0.5, 0.5]);
  assert(Number.isNaN(errorSizes([rowOf(1, 1), rowOf(1, 2)]).r2));
});
