import assert from "node:assert/strict";
import { namesInText } from "../../../report/input/class_names.ts";
import { judgedClasses } from "../../../report/input/judged_classes.ts";
import { labelRows, surenessOf, wrongLabels } from "../../../report/input/label_rows.ts";
import { classWeighting } from "../../../report/input/loss_weights.ts";
import { rowNames, rowNumbering } from "../../../report/input/row_places.ts";
import { judgedPart } from "../../../report/input/run.ts";
import { classPart, labelPart, madeRun } from "../errs_runs.ts";

Deno.test("where one class says nothing by itself, all get the name of the target", () => {
  const called = (names: readonly string[]) =>
    namesInText(madeRun({ names, part: classPart([]) }).records);
  assert.deepEqual(called(["no", "yes"]), ["no", "yes"]);
  assert.deepEqual(called(["1.5", "yes"]), ["kind 1.5", "kind yes"]);
  assert.deepEqual(called(["ant", "b"]), ["kind ant", "kind b"]);
});

Deno.test("wrong rows come surest first, by score where there are no probabilities", () => {
  const part = classPart([[0, [0.4, 0.6]], [1, [0.9, 0.1]], [0, [1, 0]], [0, [0.3, 0.7]]]);
  const wrongOf = (scored?: true) => {
    const run = madeRun({ names: ["ant", "bee"], part, scored });
    const judged = judgedPart(run.records);
    return judged && judgedClasses(run, judged)?.wrong.map(({ at }) => at);
  };
  assert.deepEqual(wrongOf(), [1, 3, 0]);
  assert.deepEqual(wrongOf(true), [1, 3, 0]);
});

Deno.test("a row whose class is not known is not judged", () => {
  const part = { ...classPart([[0, [1, 0]], [0, [1, 0]]]), targets: [0, null] };
  const run = madeRun({ names: ["ant", "bee"], part });
  const judged = judgedPart(run.records);
  assert.equal(judged && judgedClasses(run, judged)?.rows.length, 1);
});

Deno.test("rows are called by line where there are lines, else by number", () => {
  const part = classPart([[0, [1]], [0, [1]]]);
  assert.equal(rowNames(part).numberOf(1), 1);
  assert.equal(rowNumbering(part), "Rows are counted from 0.");
  const lined = { ...part, lines: [5, 9], file: "ants.csv" };
  assert.equal(rowNames(lined).kind, "line");
  assert.equal(rowNames(lined).numberOf(1), 9);
  assert.equal(rowNumbering(lined), "Lines are those of ants.csv, counted from 1.");
});

Deno.test("labels are wrong one by one, the surest first", () => {
  const [row] = labelRows(labelPart([[[1, 0, 1], [0.4, 0.9, 0.8]]]), 3);
  assert.deepEqual(wrongLabels(row).map(({ label }) => label), [1, 0]);
  assert.deepEqual(wrongLabels(row).map(surenessOf), [0.9, 0.6]);
});

Deno.test("a loss that counts some classes more is told from one that does not", () => {
  const of = (loss: string) => classWeighting(`pipe 1\n${loss}\noptimizer sgd(lr = 0.1)\n`);
  assert.equal(of("loss binary_cross_entropy(pos_weight = 1)"), undefined);
  assert.equal(of("loss binary_cross_entropy(pos_weight = 4)"), "pos_weight");
  assert.equal(of("loss binary_cross_entropy(pos_weight = [1, 1])"), undefined);
  assert.equal(of("loss binary_cross_entropy(pos_weight = [1, 2])"), "pos_weight");
  assert.equal(of("loss cross_entropy(label_smoothing = 0)"), undefined);
  assert.equal(of("loss cross_entropy(class_weights = balanced)"), "class_weights");
  assert.equal(
    of("loss cross_entropy(\n  class_weights = [\n    1,\n    2,\n  ],\n  label_smoothing = 0,\n)"),
    "class_weights",
  );
  assert.equal(of("loss nll(class_weights = [2, 2])"), undefined);
  assert.equal(of("loss focal(gamma = 2, alpha = [0.25, 0.75])"), "alpha");
  assert.equal(of("loss focal(gamma = 2)"), undefined);
  assert.equal(of("loss mse"), undefined);
});
