/** The section of errors, for every kind of run. */
import assert from "node:assert/strict";
import type { ReportedRun } from "../../../report/input/run.ts";
import { markup } from "../../../report/markup/markup.ts";
import { errorsSection } from "../../../report/sections/errors.ts";
import { classPart, labelPart, madeRun, occurrences, turnedRows } from "../errs_runs.ts";

function sectionOf(run: ReportedRun): { say: string; show: string; titles: readonly string[] } {
  const section = errorsSection(run);
  assert(section);
  const show = markup`${section.show}`.text;
  const titles = [...show.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, title]) =>
    title.replaceAll(/<[^>]*>/g, "")
  );
  const say = markup`${section.say}`.text.replaceAll(/<[^>]*>/g, "");
  return { say, show, titles };
}

const names = (count: number) => Array.from({ length: count }, (_, code) => `class ${code}`);

Deno.test("few rows of few classes: matrix, results, a dot a row, wrong rows", () => {
  const { say, titles } = sectionOf(
    madeRun({ names: names(3), part: classPart(turnedRows(60, 3)) }),
  );
  assert.match(say, /^12 of 60 test rows are wrong\. /);
  assert.match(say, /The surest wrong answer had a probability of 0\.\d\d\.$/);
  assert.deepEqual(titles, [
    ...["Confusion matrix", "Result by class", "How sure, row by row"],
    "All rows answered wrong, the surest first",
  ]);
});

Deno.test("many rows: a histogram and calibration instead of dots", () => {
  const { titles, show } = sectionOf(
    madeRun({ names: names(3), part: classPart(turnedRows(200, 3)) }),
  );
  assert.deepEqual(titles, [
    ...["Confusion matrix", "Result by class", "How sure", "Calibration"],
    "The 12 surest of 39 rows answered wrong",
  ]);
  assert.match(show, /Brier score 0\.\d+: the mean over rows of the sum over classes/);
});

Deno.test("two classes have curves over thresholds from 200 rows on; below it says so", () => {
  const of = (rows: number) =>
    sectionOf(madeRun({ names: names(2), part: classPart(turnedRows(rows, 2)) }));
  assert(of(200).titles.includes("ROC curve"));
  assert(of(200).titles.includes("Precision-recall curve"));
  assert(!of(200).say.includes("curves need"));
  assert.match(of(200).show, /mean of \(p.−.y\)² of the second class/);
  assert(!of(199).titles.includes("ROC curve"));
  assert(of(199).say.includes("ROC and precision-recall curves need 200 rows."));
});

Deno.test("many classes: their mix-ups, the worst ten, and no matrix of more than 60", () => {
  const { titles, show } = sectionOf(
    madeRun({ names: names(20), part: classPart(turnedRows(400, 20)) }),
  );
  assert(titles.includes("The ten most frequent mix-ups"));
  assert(titles.includes("Result by class: the ten with the lowest F1"));
  assert.equal(occurrences(show, "<summary>All 20</summary>"), 2);
  const most = sectionOf(madeRun({ names: names(61), part: classPart(turnedRows(400, 61)) }));
  assert(!most.titles.includes("Confusion matrix"));
  assert(most.show.includes("There is no confusion matrix of more than 60 classes."));
});

Deno.test("a loss that is weighted by class is called uncalibrated", () => {
  const part = classPart(turnedRows(200, 2));
  const resolved = "loss binary_cross_entropy(pos_weight = 3)\n";
  const { show } = sectionOf(madeRun({ names: names(2), part, resolved }));
  assert.match(show, /<b>Uncalibrated: the loss is weighted by class \(.*pos_weight.*\)\.<\/b>/);
  const plain = sectionOf(madeRun({ names: names(2), part }));
  assert(!plain.show.includes("Uncalibrated"));
});

Deno.test("scores are no probabilities: what needs some is left out", () => {
  const part = classPart(turnedRows(300, 2).map(([truth, given]) => [truth, given.map(Math.log)]));
  const { say, titles } = sectionOf(madeRun({ names: names(2), part, scored: true }));
  assert(say.includes("The model answers with scores, not probabilities"));
  assert(!say.includes("had a probability"));
  assert.deepEqual(titles, [
    ...["Confusion matrix", "Result by class", "The 12 surest of 60 rows answered wrong"],
  ]);
});

Deno.test("no wrong row: it is said, and there is no table of them", () => {
  const part = classPart([[0, [0.9, 0.1]], [1, [0.2, 0.8]], [1, [0.3, 0.7]]]);
  const { say, titles } = sectionOf(madeRun({ names: ["ant", "bee"], part }));
  assert.match(say, /^No test row is wrong\./);
  assert(!titles.some((title) => title.includes("answered wrong")));
});

Deno.test("one class or two rows: a table, and why there are no pictures", () => {
  const one = sectionOf(
    madeRun({ names: ["ant"], part: classPart([[0, [1]], [0, [1]], [0, [1]]]) }),
  );
  assert(one.say.includes("There are no pictures: they would show one class alone."));
  const two = sectionOf(
    madeRun({ names: ["ant", "bee"], part: classPart([[0, [0.9, 0.1]], [1, [0.7, 0.3]]]) }),
  );
  assert(two.say.includes("It is bee, taken for ant. Its answer had a probability of 0.70."));
  assert(two.say.includes("There are no pictures: they would show 2 rows."));
  assert(!two.show.includes("<svg") && two.show.includes("answered wrong"));
});

Deno.test("valid and training rows are called so, and how many were recorded", () => {
  const part = { ...classPart(turnedRows(60, 3)), rows: 12_000 };
  const { say } = sectionOf(madeRun({ names: names(3), part, partName: "train" }));
  assert.match(say, /^12 of 60 training rows are wrong/);
  assert(say.includes("Counted are 60 of the 12,000 training rows, at equal distances."));
});

Deno.test("numbers, and rows without a target, have no such section", () => {
  const part = classPart(turnedRows(9, 3));
  assert.equal(errorsSection(madeRun({ kind: "numbers", names: ["y"], part })), undefined);
  const { targets: _, ...unknown } = part;
  assert.equal(errorsSection(madeRun({ names: names(3), part: unknown })), undefined);
});

Deno.test("names from the data are text, wherever they stand", () => {
  const hostile = ['<script>alert("1")</script>', "<b>'&", ""];
  const rows = Array.from({ length: 60 }, (_, at) => at);
  const part = classPart(turnedRows(60, 3), {
    ...{ file: "<i>.csv", lines: rows.map((row) => row + 2) },
    cells: { rows, columns: { "<u>": rows.map(() => "<script>"), n: rows.map(() => null) } },
  });
  const { say, show } = sectionOf(madeRun({ names: hostile, target: "<script>", part }));
  for (const text of [say, show]) {
    assert(!/<script|<u>|<i>\.csv|<b>'/.test(text));
  }
  assert(show.includes("&lt;script&gt;"));
  const labels = sectionOf(madeRun({
    ...{ kind: "labels", names: hostile },
    part: labelPart(rows.map((row) => [[row % 2, 1, 0], [0.7, 0.6, 0.1]])),
  }));
  assert(!/<script|<b>'/.test(labels.show));
});

Deno.test("of many columns the 12 that matter most stand beside the wrong rows", () => {
  const rows = Array.from({ length: 30 }, (_, at) => at);
  const columns = Array.from({ length: 300 }, (_, at) => `column_${at}`);
  const part = classPart(turnedRows(30, 3), {
    cells: { rows, columns: Object.fromEntries(columns.map((each) => [each, rows])) },
  });
  const importance = {
    ...{ part: "test", rows: 30, metric: "accuracy", shuffles: 1, base: 0.8 } as const,
    columns: columns.map((column, at) => ({ column, drops: [at / 1000] })),
  };
  const { show } = sectionOf(madeRun({ names: names(3), part, importance }));
  assert(show.includes("Shown are 12 of 300 columns, those that matter most."));
  assert(show.includes("column_<wbr>299") && !show.includes("column_<wbr>287<"));
});

Deno.test("numbers of a column share their decimals, and what is missing is called so", () => {
  const part = classPart([[0, [0.1, 0.9]], [0, [0.2, 0.8]], [1, [0.3, 0.7]]], {
    cells: { rows: [0, 1], columns: { size: [3, 5.25], word: ["red", null] } },
  });
  const { show } = sectionOf(madeRun({ names: ["ant", "bee"], part }));
  assert(show.includes(">3.00<") && show.includes(">5.25<") && show.includes(">missing<"));
});

function labelRun(rows: number, labels: number): ReportedRun {
  const all = Array.from({ length: labels }, (_, label) => label);
  return madeRun({
    ...{ kind: "labels", names: names(labels) },
    part: labelPart(Array.from({ length: rows }, (_, row) => [
      all.map((label) => (row >> label) & 1),
      all.map((label) => ((row * 31 + label * 17) % 97 / 97 + ((row >> label) & 1)) / 2.3),
    ])),
  });
}

Deno.test("labels: a table a label, dots of few rows, and how many rows match exactly", () => {
  const { say, titles } = sectionOf(labelRun(60, 3));
  assert.match(say, /^\d+ of 60 test rows have a wrong label; \d+% match exactly\. /);
  assert.deepEqual(titles.slice(0, 2), ["Result by label", "How sure, row by row"]);
  assert.match(titles[2], /rows answered wrong/);
});

Deno.test("labels have curves over thresholds from 200 rows on, of up to six of them", () => {
  const curves = (run: ReportedRun) =>
    sectionOf(run).titles.filter((title) => /ROC|PR|recall/.test(title)).length;
  assert.equal(curves(labelRun(199, 2)), 0);
  assert.equal(curves(labelRun(300, 2)), 4);
  assert.equal(curves(labelRun(300, 8)), 12);
  assert(sectionOf(labelRun(300, 8)).say.includes("Curves are those of the first 6 of 8 labels."));
});

Deno.test("the same run gives the same bytes, and ids are there once", () => {
  for (const run of [labelRun(300, 2), labelRun(300, 8), labelRun(60, 3)]) {
    const { show } = sectionOf(run);
    assert.equal(sectionOf(run).show, show);
    const ids = [...show.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
  }
});
