/** Calibration holds the numbers of scikit-learn 1.9.1. */
import assert from "node:assert/strict";
import { brierScore, calibrationBins } from "../../../report/statistics/calibration.ts";

Deno.test("bins are those of calibration_curve: what lies at an edge belongs below", () => {
  const probabilities = [
    ...[0.05, 0.1, 0.1, 0.15, 0.3, 0.3000001, 0.45, 0.5],
    ...[0.62, 0.7, 0.71, 0.88, 0.9, 0.95, 1, 0],
  ];
  const truths = [0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0];
  const bins = calibrationBins(
    probabilities.map((probability, at) => ({ probability, isTrue: truths[at] === 1 })),
  );
  assert.deepEqual(
    bins.map(({ mean, hits, rows }) => [Number(mean.toFixed(7)), hits / rows]),
    [
      ...[[0.0625, 0.25], [0.15, 0], [0.3, 0], [0.3000001, 1], [0.475, 0.5]],
      ...[[0.66, 1], [0.71, 0], [0.89, 1], [0.975, 1]],
    ],
  );
  assert.deepEqual(bins.map(({ rows }) => rows), [4, 1, 1, 1, 2, 2, 1, 2, 2]);
});

Deno.test("the Brier score of two classes is that of the second one", () => {
  const truths = [0, 0, 1, 1, 0, 1, 1, 0, 1, 0];
  const scores = [0.1, 0.4, 0.35, 0.8, 0.4, 0.9, 0.4, 0.05, 0.65, 0.7];
  const rows = scores.map((score, at) => ({
    probabilities: [1 - score, score],
    truth: truths[at],
  }));
  assert.equal(brierScore(rows).toFixed(10), "0.1777500000");
});

Deno.test("the Brier score of more classes sums over them", () => {
  const rows = [
    { probabilities: [0.7, 0.2, 0.1], truth: 0 },
    { probabilities: [0.1, 0.8, 0.1], truth: 1 },
    { probabilities: [0.3, 0.3, 0.4], truth: 0 },
    { probabilities: [0.2, 0.5, 0.3], truth: 2 },
  ];
  assert.equal(brierScore(rows).toFixed(10), "0.4300000000");
});
