import assert from "node:assert/strict";
import {
  alike,
  amount,
  count,
  counted,
  logTick,
  percent,
  plain,
  probability,
  significant,
} from "../../../report/words/numbers.ts";

Deno.test("the more rows stand behind a number, the more digits it has", () => {
  const shares = [19, 20, 399, 400, 39_999, 40_000].map((rows) => percent(0.98765, rows));
  assert.deepEqual(shares, ["99%", "99%", "99%", "98.8%", "98.8%", "98.77%"]);
  const amounts = [19, 20, 400, 40_000].map((rows) => amount(2.2361, rows));
  assert.deepEqual(amounts, ["2", "2.2", "2.24", "2.236"]);
});

Deno.test("no probability is certain", () => {
  const shown = [1, 0.995, 0.994, 0.5, 0.005, 0.004, 0].map(probability);
  assert.deepEqual(shown, [">0.99", ">0.99", "0.99", "0.50", "0.01", "<0.01", "<0.01"]);
});

Deno.test("numbers of one picture have the same decimals", () => {
  const ticks = [-0.5, 0, 0.5, 1];
  assert.deepEqual(ticks.map(alike(ticks)), ["\u22120.5", "0.0", "0.5", "1.0"]);
  const large = [0, 5000, 10_000];
  assert.deepEqual(large.map(alike(large)), ["0", "5,000", "10,000"]);
});

Deno.test("huge and tiny numbers are powers of ten, the others have commas", () => {
  assert.equal(significant(1_234_567, 3), "1.23e6");
  assert.equal(significant(0.0000123, 2), "1.2e-5");
  assert.equal(significant(-1234.5, 3), "\u22121,230");
  assert.equal(significant(0, 3), "0");
  assert.equal(significant(NaN, 3), "NaN");
  assert.equal(plain(0.001), "0.001");
  assert.equal(count(1234), "1,234");
  assert.equal(counted(1, "row"), "1 row");
  assert.equal(counted(2, "class", "classes"), "2 classes");
});

Deno.test("a plain number has the digits that it has, seven at most", () => {
  const written: Readonly<Record<string, number>> = {
    "0": -0,
    "−0.25": -0.25,
    "5.1": 5.1,
    "1,234,568": 1234567.89,
    "1,600,000,000": 1.6e9,
    "1.5e-5": 1.5e-5,
    "−9.9e299": -9.9e299,
    "1e-300": 1e-300,
    "NaN": NaN,
  };
  for (const [text, value] of Object.entries(written)) assert.equal(plain(value), text);
});

Deno.test("a tick of a logarithmic scale is short", () => {
  assert.deepEqual([0.00003, 0.1, 20, 100_000, 3e7].map(logTick), [
    "3e-5",
    "0.1",
    "20",
    "100,000",
    "3e7",
  ]);
});
