/** What `deno task course` runs and how it judges; the trainings themselves are its own business. */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deviationOf } from "../../runtime/compare/statistics.ts";
import { meanOf } from "../../runtime/evaluate/mean.ts";
import { allowedDifference } from "../../tools/course/statistics.ts";
import { courseRows } from "../../tools/course/rows.ts";
import { type CourseOutcome, linesOf, tableOf } from "../../tools/course/table.ts";
import reference from "../../tools/course/reference.json" with { type: "json" };

const root = fileURLToPath(new URL("../../", import.meta.url));

Deno.test("every row of the course names a pipeline and variants that it has", () => {
  for (const { file, variant, large } of courseRows) {
    const text = textOf(`pipelines/${file}`);
    for (const name of [variant, large?.variant]) {
      assert(name === undefined || text.includes(`variant ${name} {`), `${file} ${name}`);
    }
  }
});

/** A pipeline and those that it uses; another test checks what they say. */
function textOf(path: string): string {
  const text = Deno.readTextFileSync(join(root, path));
  const used = [...text.matchAll(/^use "(.*)"$/gm)];
  return used.map(([, name]) => textOf(join(dirname(path), name))).join("") + text;
}

Deno.test("the rows of the course are those of its list", () => {
  const rows = new Set(courseRows.map(({ row }) => row));
  const byHand = Array.from({ length: 8 }, (_, at) => `H${at + 1}`);
  // T12 is the comparison of two of the others.
  const trained = Array.from({ length: 11 }, (_, at) => `T${at + 1}`);
  const named = ["binary", "labels", "width", "mixer", "ViT"];
  assert.deepEqual([...rows], [...byHand, ...trained, ...named]);
});

Deno.test("every line of the reference is one of a row, with --quick or without", () => {
  const wanted = courseRows.flatMap(({ measures, epochs }) =>
    measures.flatMap(({ reference: name }) =>
      name === undefined
        ? []
        : [epochs?.full, epochs?.quick].map((count) => name.replace("{epochs}", String(count)))
    )
  );
  assert.deepEqual([...new Set(wanted)].sort(), Object.keys(reference).sort());
});

Deno.test("the allowed difference is four combined standard errors, one row or .002", () => {
  const [measured, known] = [[1, 2, 3], [2, 4, 6, 8]];
  // Standard deviations 1 and √(20/3), errors √(1/3) and √(5/3).
  const errors = 4 * Math.sqrt(1 / 3 + 5 / 3);
  assert(Math.abs(allowedDifference(measured, known) - errors) < 1e-12);
  assert.equal(allowedDifference([0.5, 0.5], [0.5, 0.5]), 0.002);
  assert.equal(allowedDifference([0.5, 0.5], [0.5, 0.5], { rows: 40 }), 1 / 40);
  assert.equal(meanOf(known), 5);
  assert(Number.isNaN(deviationOf([1])));
});

Deno.test("of a single seed the deviation is that of the other side, of few the larger one", () => {
  const known = [2, 4, 6, 8];
  const deviation = Math.sqrt(20 / 3);
  const errors = (own: number) => 4 * Math.hypot(own, deviation / 2);
  assert(Math.abs(allowedDifference([5], known) - errors(deviation)) < 1e-12);
  const few = allowedDifference([5, 5.1], known, { hasFewSeeds: true });
  assert(Math.abs(few - errors(deviation / Math.sqrt(2))) < 1e-12);
});

const row = {
  row: "T0",
  what: "nothing",
  file: "nothing.pipe",
  measures: [{ of: "test accuracy", reference: "known" }, { of: "parameters", exact: [67] }],
};
const result = { rows: { test: 30 }, seconds: 1.25, megabytes: 140 };
const judgement = { reference: { known: [0.9, 0.9] }, isQuick: false };

function outcomeOf(...accuracies: readonly number[]): CourseOutcome {
  const results = accuracies.map((each) => ({ ...result, values: [[each], [67]] }));
  return { row, results, isComparable: true };
}

Deno.test("a mean beyond what is allowed is off, and so is an expectation that does not hold", () => {
  const isOff = (outcome: CourseOutcome) => linesOf(outcome, judgement).map((line) => line.isOff);
  assert.deepEqual(isOff(outcomeOf(0.93, 0.93)), [false, false]);
  assert.deepEqual(isOff(outcomeOf(0.94, 0.94)), [true, false]);
  assert.deepEqual(isOff(outcomeOf(NaN, 0.9)), [true, false]);
  const { results, ...others } = outcomeOf(0.9, 0.9);
  const broken = results.map((each) => ({ ...each, problem: "error[E0701]: too low" }));
  assert.deepEqual(isOff({ ...others, results: broken }), [true, true]);
});

Deno.test("of other data than the reference's a number is shown and not judged", () => {
  const outcome = { ...outcomeOf(0.2), isComparable: false, note: "small set" };
  const table = tableOf(linesOf(outcome, judgement));
  assert.match(table, /T0 +nothing, small set +test accuracy +0\.2 +ok +1 +1\.3 +140\n/);
  assert.match(table, /parameters +67 +67 +0\.00001 +ok/);
});
