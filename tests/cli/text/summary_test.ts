import assert from "node:assert/strict";
import { accessFor, run, type RunResult } from "../../../mod.ts";
import { predictDataset } from "../../../runtime/inference/predict_dataset.ts";
import {
  describeAnswers,
  describeMetrics,
  describePrepared,
  isShown,
} from "../../../cli/text/summary.ts";

function runText(...lines: readonly string[]) {
  const access = accessFor("/", { workingDirectory: "/", allowed: [] });
  const text = ["pipe 1", ...lines].join("\n");
  return run({ name: "x.pipe", text }, { name: "x", access });
}

async function answersIn({ prepared: { dataset }, model }: RunResult): Promise<string> {
  return describeAnswers(dataset, { answers: await predictDataset(dataset, model) });
}

Deno.test("a model that is not trained shows its layers and its answers alone", async () => {
  const result = await runText("load rows([[0.18], [-0.18]])", "model { sigmoid }");
  const lines = describePrepared(result.prepared, {}).split("\n");
  assert.equal(lines[2], "model     sigmoid, 0 parameters");
  assert.equal(describeMetrics(result.metrics), "");
  assert.equal(
    await answersIn(result),
    [
      "row     x1  prediction",
      "1     0.18      0.5449",
      "2    -0.18      0.4551",
    ].join("\n"),
  );
});

Deno.test("answers stand beside the features and the class of their row", async () => {
  const result = await runText(
    'load rows([[3, "b"]], target = x2, classes = ["a", "b"])',
    "model { linear(classes, weight = [[0], [1]], bias = false) }",
    "loss cross_entropy",
  );
  assert.equal(
    await answersIn(result),
    [
      "row  x1  x2  label  probability_a  probability_b",
      "1     3   b      b         0.0474         0.9526",
    ].join("\n"),
  );
});

Deno.test("many rows or columns are not shown one by one", async () => {
  const rows = Array.from({ length: 21 }, () => "[1]").join(", ");
  assert.equal(
    isShown((await runText(`load rows([${rows}])`, "model { relu }")).prepared.dataset),
    false,
  );
  const wide = await runText(`load rows([[${"1, ".repeat(12)}1]])`, "model { relu }");
  assert.equal(isShown(wide.prepared.dataset), false);
});
