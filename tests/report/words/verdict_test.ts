import assert from "node:assert/strict";
import type { Interval } from "../../../report/words/interval.ts";
import type { Score } from "../../../report/words/score.ts";
import { standingOf, verdict } from "../../../report/words/verdict.ts";

const score = (
  value: number,
  interval: Interval,
  baseline: { readonly value: number; readonly interval: Interval } | undefined,
  better: Score["better"] = "higher",
): Score => ({
  ...{ title: "accuracy", value, interval, better, format: (each) => `${Math.round(each * 100)}%` },
  ...baseline && { baseline: { name: "always no", ...baseline } },
});

Deno.test("a score is better where the intervals lie apart, and unclear where they touch", () => {
  const always = { value: 0.4, interval: [0.3, 0.5] } as const;
  assert.equal(standingOf(score(0.8, [0.51, 0.9], always)), "better");
  assert.equal(standingOf(score(0.8, [0.5, 0.9], always)), "unclear");
  assert.equal(standingOf(score(0.4, [0.3, 0.5], always)), "unclear");
  assert.equal(standingOf(score(0.39, [0.3, 0.5], always)), "worse");
  assert.equal(standingOf(score(0.8, [0.5, 0.9], undefined)), undefined);
});

Deno.test("of errors the smaller is better", () => {
  const always = { value: 6, interval: [5, 7] } as const;
  assert.equal(standingOf(score(2, [1, 3], always, "lower")), "better");
  assert.equal(standingOf(score(4, [3, 5], always, "lower")), "unclear");
  assert.equal(standingOf(score(8, [6, 9], always, "lower")), "worse");
});

Deno.test("the verdict names the interval, the rows that cannot tell, or what is better", () => {
  const always = { value: 0.4, interval: [0.3, 0.5] } as const;
  assert.equal(
    verdict(score(0.8, [0.6, 0.9], always), 30),
    "Better than chance: the whole interval, 60% to 90%, lies above that of the baseline.",
  );
  assert.equal(
    verdict(score(0.5, [0.4, 0.6], always), 30),
    "Not clearly better than chance: the interval, 40% to 60%, and that of the baseline overlap, and 30 rows cannot tell them apart.",
  );
  assert.equal(
    verdict(score(0.2, [0.1, 0.3], always), 30),
    "Worse than always no: 20% against 40%.",
  );
  assert.match(verdict(score(0.2, [0.1, 0.3], undefined), 30), /^There is no baseline/);
});

/** A share with an interval of 0.1 either way, beside a baseline of 0.5. */
function scoreOf(value: number, better: Score["better"] = "higher"): Score {
  return {
    ...{ title: "a share", value, interval: [value - 0.1, value + 0.1], better },
    baseline: { name: "always no", value: 0.5, interval: [0.4, 0.6] },
    format: (each) => each.toFixed(2),
  };
}

Deno.test("a score is better, worse, or neither can be told", () => {
  assert.match(
    verdict(scoreOf(0.71), 40),
    /^Better than chance: the whole interval, 0\.61 to 0\.81,/,
  );
  assert.match(
    verdict(scoreOf(0.69), 40),
    /^Not clearly better .*40 rows cannot tell them apart\.$/,
  );
  assert.equal(verdict(scoreOf(0.49), 40), "Worse than always no: 0.49 against 0.50.");
  assert.match(verdict(scoreOf(0.29, "lower"), 40), /^Better .* below that of the baseline\.$/);
});

Deno.test("the same score is no better, and one row tells nothing", () => {
  assert.equal(verdict(scoreOf(0.5), 40), "No better than always no: both get 0.50.");
  assert.equal(verdict(scoreOf(0.9), 1), "One row cannot tell whether that is better than chance.");
});
