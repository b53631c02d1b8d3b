/** What the pictures of wrong classes are made of. */
import assert from "node:assert/strict";
import { calibrationCurve } from "../../../report/pictures/calibration_curve.ts";
import { confusionMatrix, matrixSize } from "../../../report/pictures/confusion_matrix.ts";
import { rankingCurve } from "../../../report/pictures/ranking_curve.ts";
import { sureHistogram } from "../../../report/pictures/sure_histogram.ts";
import { type SureDot, sureRows } from "../../../report/pictures/sure_rows.ts";
import { occurrences } from "../errs_runs.ts";

function matrix(classes: number): string {
  const names = Array.from({ length: classes }, (_, code) => `class ${code}`);
  const counts = names.map((_, truth) =>
    names.map((_, said) => truth === said ? 3 : said === truth + 1 ? 1 : 0)
  );
  return confusionMatrix({ title: "Matrix", names, counts }).text;
}

Deno.test("a matrix has a cell for each pair, tinted by its share of the row", () => {
  const text = matrix(3);
  assert.equal(occurrences(text, "<td"), 10);
  assert.equal(occurrences(text, 'class="right-3"'), 2);
  assert.equal(occurrences(text, 'class="right-4"'), 1);
  assert.equal(occurrences(text, 'class="wrong-1"'), 2);
  assert.equal(occurrences(text, 'class="none"'), 4);
  assert.equal(occurrences(text, "<small>75%</small>"), 2);
});

Deno.test("a matrix says less in each cell, the more there are", () => {
  assert.deepEqual([4, 5, 8, 9, 15, 16].map(matrixSize), [
    ...["few", "many", "many", "dense", "dense", "tiny"],
  ]);
  assert(!matrix(9).includes("%"));
  assert(matrix(9).includes("<b>3</b>"));
  assert(!matrix(16).includes("<b>"));
  assert(matrix(16).includes('class="right-3" title="3"'));
});

function dots(rows: readonly SureDot[], names = ["ant", "bee"]): string {
  return sureRows({ id: "dots", title: "Dots", names, rows, axis: "probability" }).text;
}

const sureOne = { truth: 0, probability: 0.97, isWrong: false };

Deno.test("a dot stands for each row, a ring around each wrong one", () => {
  const wrong = { truth: 1, probability: 0.2, isWrong: true, label: "line 7" };
  const text = dots([wrong, ...new Array<SureDot>(5).fill(sureOne)]);
  assert.equal(occurrences(text, 'href="#small-0"'), 5);
  assert.equal(occurrences(text, 'href="#small-1"'), 1);
  assert.equal(occurrences(text, 'class="ring"'), 1);
  assert.equal(occurrences(text, ">line 7<"), 1);
});

Deno.test("more than ten wrong rows have an outline instead of a ring", () => {
  const wrong = { truth: 0, probability: 0.2, isWrong: true };
  const text = dots(new Array<SureDot>(11).fill(wrong));
  assert.equal(occurrences(text, 'class="ring"'), 0);
  assert.equal(occurrences(text, "wrong"), 12);
});

Deno.test("a pile that is too tall is packed and carries its count", () => {
  const few = dots(new Array<SureDot>(14).fill(sureOne));
  assert(!few.includes("packed") && !few.includes(">14 rows<"));
  const many = dots(new Array<SureDot>(90).fill(sureOne));
  assert(many.includes("packed") && many.includes(">90 rows<"));
});

Deno.test("names of rows fit side by side", () => {
  const rows = Array.from({ length: 6 }, (_, at) => ({
    ...{ truth: 0, probability: 0.1 + at / 50, isWrong: true, label: `line ${100_000 + at}` },
  }));
  // 11 characters take 80 px, so that four of six stand in 352 px.
  assert.equal(occurrences(dots(rows), ">line 1000"), 4);
});

Deno.test("a row without a probability has no dot", () => {
  assert.equal(occurrences(dots([{ ...sureOne, probability: NaN }]), "small-0"), 0);
});

Deno.test("a histogram has a bar for each bin with rows, its fullest one a count", () => {
  const text = sureHistogram({
    ...{ id: "bars", title: "Bars", range: [0, 1], axis: "probability" },
    lines: [
      { name: "right answers", counts: [0, 2, 1234], isWrong: false },
      { name: "wrong answers", counts: [0, 0, 0], isWrong: true },
    ],
  }).text;
  assert.equal(occurrences(text, "<rect"), 2);
  assert.equal(occurrences(text, ">1,234</text>"), 1);
});

Deno.test("a calibration curve has a dot, an interval and a bar a bin", () => {
  const bins = [
    { low: 0.4, high: 0.5, rows: 10, hits: 2, mean: 0.45 },
    { low: 0.9, high: 1, rows: 90, hits: 88, mean: 0.96 },
  ];
  const text = calibrationCurve({
    ...{ id: "bins", title: "Bins", bins, along: "probability", unit: "right" },
  }).text;
  assert.equal(occurrences(text, "<circle"), 2);
  assert.equal(occurrences(text, 'class="interval"'), 2);
  assert.equal(occurrences(text, "<rect"), 2);
  assert.equal(occurrences(text, 'class="baseline"'), 1);
  assert.equal(occurrences(text, ">90</text>"), 1);
});

Deno.test("a ranking curve has a line, a baseline and the place of its answers", () => {
  const shown = {
    ...{ id: "roc", title: "ROC", kind: "roc", positiveShare: 0.3, along: "x", unit: "y" } as const,
    points: [[0, 0], [0.1, 0.8], [1, 1]] as const,
  };
  const place = { name: "threshold 0.5", point: [0.1, 0.8] as const };
  const text = rankingCurve({ ...shown, operating: place }).text;
  assert.equal(occurrences(text, 'class="line main"'), 1);
  assert.equal(occurrences(text, 'class="baseline"'), 1);
  assert.equal(occurrences(text, ">threshold 0.5<"), 1);
  assert.equal(occurrences(rankingCurve(shown).text, "<circle"), 0);
});

Deno.test("a curve over many thresholds is no longer than its picture", () => {
  const points = Array.from({ length: 10_001 }, (_, at) => [at / 1e4, at / 1e4] as const);
  const { text } = rankingCurve({
    ...{ id: "pr", title: "PR", kind: "precision_recall", positiveShare: 0.5, points },
    ...{ along: "x", unit: "y" },
  });
  assert(text.length < 20_000, `${text.length}`);
});
