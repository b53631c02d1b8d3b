import assert from "node:assert/strict";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import { quantileHead } from "../../../compiler/heads/quantile_head.ts";
import { input } from "../../../compiler/ir/input.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { coverage } from "../../../compiler/metrics/coverage.ts";
import { mae } from "../../../compiler/metrics/mae.ts";
import { metricValues } from "../../../compiler/metrics/values.ts";
import { evaluateOutputs, numbersOf, runModel } from "../helpers.ts";
import { callOf } from "../models.ts";

const head = quantileHead([0.1, 0.5, 0.9]);
/** Two rows of two targets of three quantiles, which cross in the first target of the second row. */
const given = tensor([2, 6], [1, 2, 3, 4, 5, 6, 9, 8, 7, -1, 0, 1]);
const scores = input("scores", { dtype: "float32", shape: ["N", 6] });

async function valuesOf(outputs: Parameters<typeof evaluateOutputs>[0]) {
  const reference = evaluateOutputs(outputs, new Map([[scores, given]]));
  const actual = await runModel(toModel(outputs, [scores]), { scores: given });
  for (const [name, { data }] of Object.entries(reference)) {
    assert.deepEqual(Array.from(numbersOf(actual[name])), [...data], name);
  }
  return Object.fromEntries(Object.entries(reference).map(([name, { data }]) => [name, [...data]]));
}

Deno.test("quantiles are sorted within each target of each row, and stay in their places", async () => {
  const { prediction } = await valuesOf({ prediction: head.prediction(scores) });
  assert.deepEqual(prediction, [1, 2, 3, 4, 5, 6, 7, 8, 9, -1, 0, 1]);
});

Deno.test("any number of quantiles is sorted, equal ones included", async () => {
  for (const count of [1, 2, 5, 8, 19]) {
    const levels = Array.from({ length: count }, (_, at) => (at + 1) / (count + 1));
    const row = Array.from({ length: count }, (_, at) => Math.round(5 * Math.sin(at * at + count)));
    const many = input("many", { dtype: "float32", shape: ["N", count] });
    const outputs = { prediction: quantileHead(levels).prediction(many) };
    const feeds = { many: tensor([2, count], [...row, ...row.toReversed()]) };
    const sorted = row.toSorted((a, b) => a - b);
    const { prediction } = evaluateOutputs(outputs, new Map([[many, feeds.many]]));
    assert.deepEqual([...prediction.data], [...sorted, ...sorted], `${count} by definition`);
    const actual = await runModel(toModel(outputs, [many]), feeds);
    assert.deepEqual(Array.from(numbersOf(actual.prediction)), [...sorted, ...sorted], `${count}`);
  }
});

Deno.test("the quantile of a level has a number for each target", async () => {
  const { quantiles } = head;
  assert(quantiles);
  const { low, median, high } = await valuesOf({
    low: quantiles.at(scores, 0),
    median: quantiles.at(scores, 1),
    high: quantiles.at(scores, 2),
  });
  assert.deepEqual([low, median, high], [[1, 4, 7, -1], [2, 5, 8, 0], [3, 6, 9, 1]]);
});

Deno.test("coverage counts targets between the outermost quantiles, both of them included", () => {
  const targets = input("targets", { dtype: "float32", shape: ["N", 2] });
  const part = { scores, targets };
  const outputs = metricValues([callOf(coverage), callOf(mae)], part, head);
  const shareOf = (truth: readonly number[]) => {
    const feeds = new Map([[scores, given], [targets, tensor([2, 2], truth)]]);
    const { coverage, mae } = evaluateOutputs(outputs, feeds);
    return [coverage.data[0], mae.data[0]];
  };
  // The medians are 2, 5, 8 and 0.
  assert.deepEqual(shareOf([1, 6, 8, 0]), [1, 0.5]);
  assert.deepEqual(shareOf([0.5, 6.5, 9.5, -1]), [0.25, 1.375]);
});
