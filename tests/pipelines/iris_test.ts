/** The reference exercise of the course, from text to model, against scikit-learn and PyTorch. */
import { prepareSource } from "../runtime/pipelines.ts";
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { unwrap } from "../../dsl/text/diagnostic.ts";
import { parseOverride } from "../../dsl/syntax/parse_override.ts";
import { frameFromCsv } from "../../runtime/formats/csv_frame.ts";
import { accessFor } from "../../runtime/files/access.ts";
import { floatsOf } from "../../runtime/engine/tensor.ts";
import { predict } from "../../runtime/inference/predict.ts";
import { run } from "../../runtime/commands/run.ts";
import { runFile } from "../../runtime/commands/run_file.ts";
import { inFolder } from "../runtime/pipelines.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const context = { workingDirectory: root, allowed: [] };
const access = accessFor(`${root}/pipelines`, context);
const text = await Deno.readTextFile(`${root}/pipelines/iris.pipe`);
const source = { name: "pipelines/iris.pipe", text };
const splits = JSON.parse(
  await Deno.readTextFile(new URL("../runtime/fixtures/splits.json", import.meta.url)),
);

Deno.test("iris: the split is that of scikit-learn", async () => {
  const { parts } = await prepareSource(source, { access, warn: () => {} });
  for (const { name, indices } of parts) {
    assert.equal([...indices].join(" "), splits.iris_60_20_20_seed_7[name], name);
  }
  assert.deepEqual(parts.map(({ name, rows }) => [name, rows]), [
    ["train", 90],
    ["valid", 30],
    ["test", 30],
  ]);
});

Deno.test("iris: the features are scaled as StandardScaler does", async () => {
  const { parts: [train] } = await prepareSource(source, { access, warn: () => {} });
  const first = floatsOf(train.features).subarray(0, 4);
  [-1.03412082, 0.99571559, -1.20196482, -0.77770727].forEach((value, at) => {
    // scikit-learn computes in float64, the graph in float32.
    assert(Math.abs(first[at] - value) < 1e-6, `${first[at]}, not ${value}`);
  });
});

Deno.test("iris: over five seeds the test accuracy is that of PyTorch", async () => {
  const reference = [0.9333, 0.9333, 0.9, 0.9, 0.9];
  const mean = (values: readonly number[]) =>
    values.reduce((sum, each) => sum + each) / values.length;
  const accuracies: number[] = [];
  for (const seed of reference.keys()) {
    const seeded = { ...source, text: text.replace(/^seed .*$/m, `seed ${seed}`) };
    const { metrics } = await run(seeded, { name: "iris", access });
    accuracies.push(metrics.parts.test!.accuracy);
  }
  // Three standard errors of the mean of the reference, which are 0.00816 each.
  const difference = Math.abs(mean(accuracies) - mean(reference));
  assert(difference <= 0.0245, `${accuracies}`);
});

async function runTwice(folder: string) {
  const read = async (path: string) => ({
    model: await Deno.readFile(`${path}/model.onnx`),
    metrics: await Deno.readTextFile(`${path}/metrics.json`),
    history: await Deno.readTextFile(`${path}/history.csv`),
  });
  const results = [];
  for (const out of [`${folder}/a`, `${folder}/b`]) {
    await runFile("pipelines/iris.pipe", { context, out });
    results.push(await read(out));
  }
  return results as [Awaited<ReturnType<typeof read>>, Awaited<ReturnType<typeof read>>];
}

Deno.test("iris: a run leaves the same bytes twice, with what was promised in them", async () => {
  await inFolder(async (folder) => {
    const [first, second] = await runTwice(folder);
    assert.deepEqual(first, second);
    const metrics = JSON.parse(first.metrics);
    assert.deepEqual(Object.keys(metrics).sort(), [
      "baselines",
      "class_counts",
      "computed_by",
      "device",
      "epochs",
      "expectations",
      "made_of",
      "parameters",
      "params",
      "parts",
      "pipeline",
      "seed",
      "steps",
    ]);
    const { pipeline, device, seed, parameters, epochs, steps } = metrics;
    // 4·8 + 8 + 8·3 + 3 parameters; 20 epochs of 90 rows, one a step.
    assert.deepEqual({ pipeline, device, seed, parameters, epochs, steps }, {
      pipeline: "iris",
      device: "cpu",
      seed: 0,
      parameters: 67,
      epochs: 20,
      steps: 1800,
    });
    const lines = first.history.trimEnd().split(/\r?\n/);
    assert.equal(lines.length, 21);
    assert(lines[0]!.startsWith(
      "epoch,learning_rate,train_loss,train_accuracy,valid_loss,valid_accuracy",
    ));
  });
});

Deno.test("iris: the model file answers raw rows as the run was judged", async () => {
  const { model, metrics, prepared } = await run(source, { name: "iris", access });
  const csv = await Deno.readTextFile(`${root}/data/iris.csv`);
  const [header, ...records] = csv.trimEnd().split(/\r?\n/);
  for (const { name, indices } of prepared.parts) {
    const rows = [...indices].map((row) => records[row]!);
    const frame = frameFromCsv("iris.csv", [header, ...rows].join("\n"));
    const predictions = await predict({ model, modelName: "model.onnx", frame });
    assert(predictions.kind === "classes");
    const right = predictions.label.filter((label, at) => rows[at]!.endsWith(`,${label}`)).length;
    const reported = metrics.parts[name]!.accuracy;
    assert(Math.abs(right / rows.length - reported) < 1e-6, name);
  }
});

Deno.test("iris: the hidden layer can be set from outside", async () => {
  const overrides = [unwrap(parseOverride("hidden=16"))];
  const { metrics } = await run(source, { name: "iris", access, overrides });
  assert.equal(metrics.parameters, 4 * 16 + 16 + 16 * 3 + 3);
});
