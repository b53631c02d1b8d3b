import assert from "node:assert/strict";
import { mixedUpFinding } from "../../../report/words/mixed_up_finding.ts";

const errors = (truths: string, saids: string) =>
  [...truths].map((truth, at) => ({ truth, said: saids[at] }));

Deno.test("a class that over half of six errors are of is told", () => {
  assert.equal(mixedUpFinding(errors("aaaabc", "xyzxyz")), "4 of these 6 are “a”.");
  assert.equal(mixedUpFinding(errors("aaabbc", "xyzxyz")), undefined);
});

Deno.test("a class that over half are taken for is told", () => {
  assert.equal(mixedUpFinding(errors("abcabc", "xxxxyz")), "4 of these 6 are taken for “x”.");
});

Deno.test("five errors say nothing", () => {
  assert.equal(mixedUpFinding(errors("aaaaa", "xxxxx")), undefined);
});
