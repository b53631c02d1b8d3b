/** What is said while models are compared, and in the end. */
import assert from "node:assert/strict";
import { describeVerdict } from "../../../report/words/comparison_verdict.ts";
import { comparisonProgress } from "../../../cli/text/comparison_progress.ts";
import type { ComparisonVerdict, MemberResult, StatisticalTest } from "../../../mod.ts";

const test = (name: StatisticalTest["name"], pairs: number, p: number) => ({ name, pairs, p });
const ranking = { metric: "accuracy", part: "valid", better: "higher" } as const;
const ahead = { best: "a", next: "b", isTie: false };

const verdicts: Readonly<Record<string, ComparisonVerdict>> = {
  "a is ahead of b by accuracy on valid, by more than chance (paired t over 5 seeds: p = 0.012; exact McNemar over 1,000 test rows: p < 0.001).":
    {
      ...ahead,
      seeds: test("paired t", 5, 0.01234),
      rows: { ...test("exact McNemar", 1000, 0.0001), part: "test" },
      isLarger: true,
    },
  "a is ahead of b by accuracy on valid, but these seeds and rows cannot tell them apart (paired t over 2 seeds: p = 0.50).":
    { ...ahead, seeds: test("paired t", 2, 0.5), isLarger: false },
  "a is ahead of b by accuracy on valid. One seed cannot tell whether that is chance: add --seeds 5.":
    { ...ahead, isLarger: false },
  "a and b are equal by accuracy on valid.": { ...ahead, isLarger: false, isTie: true },
};
for (const [text, verdict] of Object.entries(verdicts)) {
  Deno.test(`verdict: ${text.slice(0, 70)}...`, () => {
    assert.equal(describeVerdict(verdict, ranking), text);
  });
}

Deno.test("a live line has what is done, the best so far and the time that is left", () => {
  let [now, shown] = [0, ""];
  const line = {
    show: (textFor: (width: number) => string) => void (shown = textFor(60)),
    clear() {},
    stop() {},
  };
  const progress = comparisonProgress({ line, now: () => now });
  progress.begin(4);
  assert.equal(shown, "0/4 done");
  now = 2_000;
  progress.epoch(0, 1, 10);
  // Threads begin, and nothing can be said yet.
  assert.equal(shown, "0/4 done");
  now = 10_000;
  progress.epoch(0, 10, 10);
  assert.equal(shown, "0/4 done  about 30 s left");
  const finished = (label: string, accuracy: number): MemberResult => ({
    member: { configuration: { label, path: "x.pipe", set: {}, overrides: [] }, folder: label },
    // What else a training has left is not looked at.
    finished: { metrics: { parts: { valid: { rows: 9, accuracy } } } } as unknown as NonNullable<
      MemberResult["finished"]
    >,
    judging: { ranked: { accuracy: "higher", loss: "lower" }, expectations: [] },
  });
  progress.end(finished("a", 0.5));
  progress.end(finished("b", 0.75));
  progress.end(finished("c", 0.25));
  assert.equal(shown, "3/4 done  best so far b: valid accuracy 0.7500  about 30 s l");
});
