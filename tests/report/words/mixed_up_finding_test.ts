import assert from "node:assert/strict";
import { calledClass } from "../../../report/words/class_name.ts";
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

Deno.test("a class with a bare name is called by the target too", () => {
  assert.equal(calledClass("0", "label"), "label 0");
  assert.equal(calledClass("no", "ill"), "ill no");
  assert.equal(calledClass("-1.5", "step"), "step -1.5");
  assert.equal(calledClass("yes", "ill"), "yes");
});
