import assert from "node:assert/strict";
import { classMetrics, metricsJson, partMetrics } from "../../../runtime/results/metrics.ts";
import { historyCsv } from "../../../runtime/results/history.ts";

const metrics = {
  pipeline: "x",
  device: "cpu",
  seed: 0,
  parameters: 3,
  epochs: 1,
  steps: 2,
  parts: { train: { rows: 2, loss: 0.5 } },
  made_of: { pipeline: "0", files: [], split: "1" },
  computed_by: { penstock: "0", engine: "x 1" },
};

Deno.test("metrics.json is JSON that ends in a newline", () => {
  const text = metricsJson(metrics);
  assert.deepEqual(JSON.parse(text), metrics);
  assert(text.endsWith("}\n") && !text.includes("\r"));
});

Deno.test("history.csv has a line an epoch and the columns that there are", () => {
  const history = [
    {
      epoch: 1,
      learningRate: 0.1,
      train: { loss: 0.5, accuracy: 0.25 },
      valid: { loss: 1 },
      after: {},
    },
    {
      epoch: 2,
      learningRate: 0.1,
      train: { loss: 0.25, accuracy: 1 },
      valid: { loss: 1e-7 },
      after: {},
    },
  ];
  assert.equal(
    historyCsv(history).replaceAll("\r\n", "\n"),
    "epoch,learning_rate,train_loss,train_accuracy,valid_loss\n1,0.1,0.5,0.25,1\n2,0.1,0.25,1,1e-7\n",
  );
});

Deno.test("numbers of 32 bits are rounded where they are printed, and only there", () => {
  const third = Math.fround(1 / 3);
  const scores = { accuracy: third, loss: Math.fround(0.1) };
  assert.deepEqual(Object.entries(partMetrics(2 ** 24 + 1, scores)), [
    ["rows", 2 ** 24 + 1],
    ["loss", 0.1],
    ["accuracy", 0.33333334],
  ]);
  assert.deepEqual(classMetrics({ recall: [third, 1], matrix: [[third, 2], [0, 1]] }), {
    recall: [0.33333334, 1],
    matrix: [[0.33333334, 2], [0, 1]],
  });
  // What is gathered during an epoch has 64 bits.
  const epoch = { epoch: 1, learningRate: 0.1, train: { loss: 1 / 3 }, valid: scores, after: {} };
  assert.match(historyCsv([epoch]), /^1,0.1,0.3333333333333333,0.33333334,0.1\r?$/m);
});

Deno.test("history.csv of a run without training is a header", () => {
  assert.equal(historyCsv([]).trimEnd(), "epoch,learning_rate");
});
