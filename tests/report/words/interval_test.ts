import assert from "node:assert/strict";
import { meanInterval, shareInterval } from "../../../report/words/interval.ts";

function near(found: readonly number[], expected: readonly number[]) {
  // The numbers are quoted to four decimals.
  found.forEach((each, at) => assert(Math.abs(each - expected[at]) < 5e-5, `${found}`));
}

Deno.test("the interval of a share is Wilson's", () => {
  // As statsmodels' proportion_confint(method="wilson") gives them.
  near(shareInterval(27, 30), [0.7438, 0.9654]);
  near(shareInterval(0, 10), [0, 0.2775]);
  near(shareInterval(10, 10), [0.7225, 1]);
});

Deno.test("the interval of a mean is 1.96 standard errors at each side", () => {
  near(meanInterval([1, 2, 3, 4, 5]), [
    3 - 1.959964 * Math.sqrt(0.5),
    3 + 1.959964 * Math.sqrt(0.5),
  ]);
  assert.deepEqual(meanInterval([7]), [7, 7]);
});
