/** The curves of thresholds hold the numbers of scikit-learn 1.9.1. */
import assert from "node:assert/strict";
import {
  averagePrecision,
  cutoffAt,
  precisionRecallPoints,
  rankingOf,
  rocArea,
  rocPoints,
} from "../../../report/statistics/ranking.ts";

const truths = [0, 0, 1, 1, 0, 1, 1, 0, 1, 0];
const scores = [0.1, 0.4, 0.35, 0.8, 0.4, 0.9, 0.4, 0.05, 0.65, 0.7];
const rows = scores.map((score, at) => ({ score, isPositive: truths[at] === 1 }));
const ranking = rankingOf(rows);

function rounded(points: readonly (readonly [number, number])[]): readonly (readonly number[])[] {
  return points.map((point) => point.map((each) => Math.round(each * 1e6) / 1e6));
}

Deno.test("a ROC curve has a point for each threshold; equal scores share one", () => {
  assert.deepEqual(rounded(rocPoints(ranking)), [
    ...[[0, 0], [0, 0.2], [0, 0.4], [0.2, 0.4], [0.2, 0.6]],
    ...[[0.6, 0.8], [0.6, 1], [0.8, 1], [1, 1]],
  ]);
});

Deno.test("the area under a ROC curve is that of roc_auc_score", () => {
  assert.equal(rocArea(ranking).toFixed(12), "0.760000000000");
  const perfect = rankingOf([{ score: 0.9, isPositive: true }, { score: 0.1, isPositive: false }]);
  assert.equal(rocArea(perfect), 1);
  const alike = rankingOf([{ score: 0.5, isPositive: true }, { score: 0.5, isPositive: false }]);
  assert.equal(rocArea(alike), 0.5);
});

Deno.test("a precision-recall curve begins at recall 0 with precision 1", () => {
  assert.deepEqual(rounded(precisionRecallPoints(ranking)), [
    ...[[0, 1], [0.2, 1], [0.4, 1], [0.4, 0.666667], [0.6, 0.75]],
    ...[[0.8, 0.571429], [1, 0.625], [1, 0.555556], [1, 0.5]],
  ]);
});

Deno.test("the average precision is that of average_precision_score", () => {
  assert.equal(averagePrecision(ranking).toFixed(12), "0.789285714286");
});

Deno.test("a threshold takes the rows at it and above", () => {
  assert.deepEqual(cutoffAt(ranking, 0.4), {
    ...{ threshold: 0.4, truePositives: 4, falsePositives: 3 },
  });
  assert.deepEqual(cutoffAt(ranking, 0.95), {
    ...{ threshold: 0.95, truePositives: 0, falsePositives: 0 },
  });
});

Deno.test("what is not finite is not ranked", () => {
  const { positives, negatives } = rankingOf([...rows, { score: NaN, isPositive: true }]);
  assert.deepEqual([positives, negatives], [5, 5]);
});

Deno.test("one class alone has no area", () => {
  assert(Number.isNaN(rocArea(rankingOf([{ score: 0.5, isPositive: true }]))));
});
