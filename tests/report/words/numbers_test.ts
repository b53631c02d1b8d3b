import assert from "node:assert/strict";
import { logTick, plain } from "../../../report/words/numbers.ts";

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
