import assert from "node:assert/strict";
import { frameFromCsv } from "../../../runtime/formats/csv_frame.ts";
import { metricsJson } from "../../../runtime/results/metrics.ts";
import { predict } from "../../../runtime/inference/predict.ts";
import type { RunResult } from "../../../runtime/commands/finish_run.ts";
import { run } from "../../../runtime/commands/run.ts";
import { describeMetrics, describePrepared } from "../../../cli/text/summary.ts";
import { loadRings, noAccess, sourceOf } from "../pipelines.ts";

function runLines(...lines: readonly string[]): Promise<RunResult> {
  return run(sourceOf(lines), { name: "x", access: noAccess });
}

// Logits [0, x - 1]: "b" from 1 up.
const judged = [
  'load rows([[0, "a"], [1, "b"], [2, "b"], [3, "a"]], target = y, columns = [x, y])',
  "model { linear(2, weight = [[0], [1]], bias = [0, -1.5]) }",
  "loss cross_entropy",
];

Deno.test("a metric goes by the name it was given, in tables and expectations", async () => {
  const { metrics, broken } = await runLines(
    ...judged,
    "metric f1, micro: f1(average = micro), second: recall(average = binary)",
    "expect micro in 0.5..0.5 on train",
    "expect second in 0.9..1.0 on train",
  );
  const { f1, micro, second } = metrics.parts.train!;
  assert.deepEqual([f1, micro, second], [0.5, 0.5, 0.5]);
  assert.match(broken.map(({ message }) => message).join(), /^second on train is 0.5/);
});

Deno.test("lists and matrices stand apart from numbers, under the names of the classes", async () => {
  const { metrics, trained } = await runLines(
    ...judged,
    "optimizer sgd(lr = 0.0000001)",
    "train(epochs = 1)",
    "metric each: recall(average = none), confusion_matrix, accuracy",
  );
  assert.deepEqual(metrics.by_class, {
    classes: ["a", "b"],
    parts: { train: { each: [0.5, 0.5], confusion_matrix: [[1, 1], [1, 1]] } },
  });
  assert.deepEqual(Object.keys(metrics.parts.train!), ["rows", "loss", "accuracy"]);
  assert.deepEqual(Object.keys(trained.history[0].train), ["loss", "accuracy"]);
  assert.deepEqual(describeMetrics(metrics).split("\n").slice(4), [
    "each        a       b",
    "train  0.5000  0.5000",
    "",
    "confusion_matrix, train (down: is, across: answered)",
    "   a  b",
    "a  1  1",
    "b  1  1",
  ]);
});

Deno.test("without a metric by class there is nothing of the kind", async () => {
  const { metrics } = await runLines(...judged, "metric accuracy");
  assert.equal("by_class" in metrics, false);
});

Deno.test("the classes of many are not shown one by one", async () => {
  const cells = Array.from({ length: 13 }, (_, at) => `[${at}, "c${at}"]`).join(", ");
  const { metrics } = await runLines(
    `load rows([${cells}], target = x2)`,
    "model { linear(classes) }",
    "loss cross_entropy",
    "metric confusion_matrix",
  );
  assert.match(describeMetrics(metrics), /\n\nconfusion_matrix: of 13 classes, in metrics.json$/);
});

Deno.test("what is no number is null in metrics.json", async () => {
  const { metrics } = await runLines(
    'load rows([[0, "a"], [1, "a"]], target = y, columns = [x, y], classes = ["a", "b"])',
    ...judged.slice(1),
    "metric roc_auc",
  );
  assert.equal(JSON.parse(metricsJson(metrics)).parts.train.roc_auc, null);
});

Deno.test("several columns of 0 and 1 are learnt, judged and answered as labels", async () => {
  const result = await runLines(
    "load rows([[0, 0, 0], [1, 1, 0], [2, 1, 1], [3, 1, 1]], columns = [x, p, q], target = [p, q])",
    "model { linear(2, weight = [[1], [1]], bias = [-0.5, -1.75]) }",
    "loss binary_cross_entropy",
    "optimizer sgd(lr = 0.001)",
    "train(epochs = 2, batch = 3)",
    "metric accuracy, f1, roc_auc, each: precision(average = none)",
  );
  const { accuracy, f1, roc_auc: rocAuc } = result.metrics.parts.train!;
  assert.deepEqual([accuracy, f1, rocAuc], [1, 1, 1]);
  assert.deepEqual(result.metrics.by_class, {
    classes: ["p", "q"],
    parts: { train: { each: [1, 1] } },
  });
  assert.match(describePrepared(result.prepared), /labels p, q/);

  const frame = frameFromCsv("new.csv", "x\n0\n1\n3\n");
  const answers = await predict({ model: result.model, modelName: "m", frame });
  assert(answers.kind === "labels");
  assert.deepEqual(answers.names, ["p", "q"]);
  assert.deepEqual([...answers.label], [0, 0, 1, 0, 1, 1]);
  const z = 1 - 1.75;
  assert(Math.abs(answers.probability[3]! - 1 / (1 + Math.exp(-z))) < 0.01);
});

Deno.test("a model of counts answers with counts, and its metrics judge those", async () => {
  const { metrics, model } = await runLines(
    "load rows([[0, 1], [1, 2], [2, 4]], target = y, columns = [x, y])",
    `model { linear(1, weight = [[${Math.LN2}]], bias = [0]) }`,
    "loss poisson",
    "metric mae",
  );
  assert(metrics.parts.train!.mae < 1e-6);
  const frame = frameFromCsv("new.csv", "x\n3\n");
  const answers = await predict({ model, modelName: "m", frame });
  assert(answers.kind === "numbers");
  assert(Math.abs(answers.prediction[0]! - 8) < 1e-4);
});

Deno.test("balanced weights are those of the training rows", async () => {
  const stages = (weights: string) => [
    loadRings(9),
    "model { linear(classes) }",
    `loss cross_entropy(class_weights = ${weights})`,
    "optimizer sgd(lr = 0.1)",
    "train(epochs = 3, batch = 4)",
  ];
  const balanced = await runLines(...stages("balanced"));
  const written = await runLines(...stages(`[${9 / (2 * 5)}, ${9 / (2 * 4)}]`));
  assert.deepEqual(balanced.trained.state, written.trained.state);
  const equal = await runLines(...stages("[1.0, 1.0]"));
  assert.notDeepEqual(balanced.trained.state, equal.trained.state);
});

Deno.test("a model that ends in log_softmax is read as probabilities without a loss", async () => {
  const stages = [judged[0], "model {", "linear(2, weight = [[0], [1]], bias = [0, 0])"];
  const { metrics } = await runLines(...stages, "log_softmax", "}", "metric log_loss");
  const expected = [0, 1, 2, 3].map((x, at) => {
    const p = 1 / (1 + Math.exp(-x));
    return -Math.log(at === 1 || at === 2 ? p : 1 - p);
  }).reduce((a, b) => a + b) / 4;
  assert(Math.abs(metrics.parts.train!.log_loss - expected) < 1e-6);
});
