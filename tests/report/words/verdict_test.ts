import assert from "node:assert/strict";
import type { Score } from "../../../report/words/score.ts";
import { verdict } from "../../../report/words/verdict.ts";

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
