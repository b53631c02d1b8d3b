/** Quantiles from the text of a pipeline to the answers of its finished model. */
import assert from "node:assert/strict";
import { predictionTexts } from "../../../cli/text/predictions.ts";
import { readCard } from "../../../runtime/results/model_card.ts";
import { run } from "../../../runtime/commands/run.ts";
import { frameFromCsv, predict } from "../../../mod.ts";
import { noAccess, sourceOf } from "../pipelines.ts";

/** Two targets, u = x and v = 2 x; the quantiles of u are written in the wrong order. */
const lines = [
  "load rows([[1, 1, 2], [2, 2, 4], [3, 3, 9]], target = [u, v], columns = [x, u, v])",
  "model {",
  "  linear(6, weight = [[1], [1], [1], [2], [2], [2]], bias = [1, 0, -1, -1, 0, 1])",
  "}",
  "loss quantile([0.25, 0.5, 0.75])",
  "metric mae, coverage",
];

const runLines = () => run(sourceOf(lines), { access: noAccess, name: "x" });

Deno.test("the quantiles of a model never cross, whatever its last layer gives", async () => {
  const { model } = await runLines();
  const frame = await frameFromCsv("n.csv", "x\n10\n");
  const answers = await predict({ model, modelName: "m", frame });
  assert(answers.kind === "numbers");
  const names = ["u", "v"].flatMap((target) =>
    [0.25, 0.5, 0.75].map((each) => `${target}_${each}`)
  );
  assert.deepEqual(answers.names, names);
  assert.deepEqual([...answers.prediction], [9, 10, 11, 19, 20, 21]);
  const { header } = predictionTexts(answers);
  assert.deepEqual(header, names.map((name) => `prediction_${name}`));
});

Deno.test("metrics judge the median and the interval, the loss every level", async () => {
  const { metrics } = await runLines();
  // The medians are x and 2 x: only 9 is missed, by 3, and lies outside of its interval. Scores are not
  // sorted: the outer ones of u, 1 in the wrong direction, cost 3/4 each.
  const loss = (3 * (0.75 + 0.75) + 2 * (0.25 + 0.25) + (1 + 1.5 + 1.5)) / 18;
  const { train } = metrics.parts;
  assert(train);
  assert(Math.abs(train.loss - loss) < 1e-6, `${train.loss} is not ${loss}`);
  assert.deepEqual([train.mae, train.coverage], [0.5, 0.8333333]);
});

Deno.test("model.onnx says which quantiles it answers with", async () => {
  const { model } = await runLines();
  assert.deepEqual(readCard(model).quantiles, [0.25, 0.5, 0.75]);
});
