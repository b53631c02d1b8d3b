import assert from "node:assert/strict";
import { linear, logarithmic, wantsLog } from "../../../report/marks/scales.ts";

const range = [0, 100] as const;

Deno.test("a logarithmic scale ends at 1, 2 or 5 times a power of ten, with at least three ticks", () => {
  const domains: readonly (readonly [number, number])[] = [
    [0.06, 0.96],
    [0.01, 1],
    [3, 40],
    [6, 7_000],
    [0.0021, 0.0499],
  ];
  assert.deepEqual(domains.map((each) => logarithmic(each, { range }).domain), [
    [0.05, 1],
    [0.01, 1],
    [2, 50],
    [5, 10_000],
    [0.002, 0.05],
  ]);
  for (const domain of domains) {
    const { ticks } = logarithmic(domain, { range });
    assert(ticks.length >= 3 && ticks.length <= 8, `${ticks}`);
  }
});

Deno.test("numbers that are more than ten times apart want it, if all are above zero", () => {
  assert(wantsLog([1, 10.1]));
  assert(!wantsLog([1, 10]));
  assert(!wantsLog([0, 10.1]));
  assert(!wantsLog([NaN]));
});

Deno.test("a scale of one number has room around it", () => {
  const scale = linear([5, 5], { range });
  assert(scale.domain[0] < 5 && scale.domain[1] > 5);
  const none = linear([0, 0], { range });
  assert(none.domain[0] < 0 && none.domain[1] > 0);
});
