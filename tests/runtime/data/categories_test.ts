/** Columns of words as features: from the pipeline to the answers of the finished model. */
import assert from "node:assert/strict";
import { columnInputNames } from "../../../compiler/preprocessing/input_names.ts";
import type { Diagnostic } from "../../../dsl/text/diagnostic.ts";
import { decodeModel } from "../../../compiler/backends/onnx/decode.ts";
import { predictDataset } from "../../../runtime/inference/predict_dataset.ts";
import { frameFromCsv } from "../../../runtime/formats/csv_frame.ts";
import { floatsOf } from "../../../runtime/engine/tensor.ts";
import { predict } from "../../../runtime/inference/predict.ts";
import type { Predictions } from "../../../runtime/inference/predictions.ts";
import type { RunResult } from "../../../runtime/commands/finish_run.ts";
import { run } from "../../../runtime/commands/run.ts";
import { describePrepared } from "../../../cli/text/summary.ts";
import { noAccess, prepareLines, sourceOf } from "../pipelines.ts";
import { problemsOfAsync } from "../problems_of.ts";

const cells = '[1, "red", "no"], [2, "blue", "yes"], [3, "red", "no"], [4, "green", "yes"]';
const load = `load rows([${cells}], target = y, columns = [x, color, y], categories = color)`;
const training = [
  "loss cross_entropy",
  "optimizer sgd(lr = 0.1)",
  "train(epochs = 3, batch = 2)",
];

function runLines(...lines: readonly string[]): Promise<RunResult> {
  return run(sourceOf(lines), { name: "x", access: noAccess });
}

function answer(
  { model }: RunResult,
  csv: string,
  warn?: (warning: Diagnostic) => void,
): Promise<Predictions> {
  const frame = frameFromCsv("rows.csv", csv);
  return predict({ model, modelName: "model.onnx", frame, ...warn && { warn } });
}

/** Inputs of a finished model as `name type [shape]`. */
function inputsOf({ model }: RunResult): string[] {
  return decodeModel(model).graph.inputs.map(({ name, elementType, shape }) =>
    `${name} ${elementType} [${shape.join(", ")}]`
  );
}

Deno.test("features are the scaled numbers, then a column for each word", async () => {
  const prepared = await prepareLines([load, "scale standard", "model { linear(2) }"]);
  assert.deepEqual(prepared.program.features.map(({ name }) => name), [
    "x",
    "color=blue",
    "color=green",
    "color=red",
  ]);
  const [part] = prepared.parts;
  assert.deepEqual(part.features.shape, [4, 4]);
  const rows = Array.from(
    { length: 4 },
    (_, row) => [...floatsOf(part.features).slice(4 * row + 1, 4 * row + 4)],
  );
  assert.deepEqual(rows, [[0, 0, 1], [1, 0, 0], [0, 0, 1], [0, 1, 0]]);
  // A few roundings in float32: the mean of 1 to 4 is 2.5, their variance 1.25.
  assert(Math.abs(floatsOf(part.features)[0] + 1.5 / Math.sqrt(1.25)) < 1e-6);
  assert.match(
    describePrepared(prepared),
    /4 rows, 1 numeric feature, 1 category \(3 values\), 2 classes[^]*model +4-2,/,
  );
});

Deno.test("a model of numbers and words takes raw columns and answers alike in any order", async () => {
  const result = await runLines(
    load,
    "scale standard",
    "model {\nlinear(features)\nlinear(classes)\n}",
    ...training,
  );
  assert.deepEqual(inputsOf(result), ["numeric float32 [N, 1]", "color string [N]"]);
  const answered = await predictDataset(result.prepared.dataset, result.model);
  const csv = "note,color,x\nhello, red ,1\nhello,blue,2\nhello,red,3\nhello,green,4\n";
  assert.deepEqual(await answer(result, csv), answered);
});

Deno.test("a word that the data did not have gives zeros, one that is like a known one is that", async () => {
  const result = await runLines(
    load,
    "model { linear(2, weight = [[0, 1, 2, 3], [0, 0, 0, 0]], bias = false) }",
    "loss cross_entropy",
  );
  const notes: string[] = [];
  const warn = ({ code, message }: Diagnostic) => void notes.push(`${code}: ${message}`);
  const answers = await answer(result, "x,color\n5,purple\n5,Red\n5,red\n", warn);
  assert(answers.kind === "classes");
  const [purple, , capital, , red] = answers.probability;
  assert.deepEqual([purple, capital], [0.5, red]);
  assert(red! > 0.9);
  assert.deepEqual(notes, [
    'W0921: Column "color" is written otherwise than in training, in 1 row: "Red" for "red"',
    'W0920: Column "color" has words that the model does not know, in 1 row: "purple"',
  ]);
  const problems = await problemsOfAsync(answer(result, "x,color\nu,\n"));
  assert.deepEqual(problems.map(({ code }) => code), ["E0408", "E0437"]);
  const missing = await problemsOfAsync(answer(result, "x,colour\n1,red\n"));
  assert.deepEqual(missing.map(({ code }) => code), ["E0436"]);
});

Deno.test("the same pipeline gives the same bytes", async () => {
  const lines = [load, "scale standard", "model { linear(classes) }", ...training];
  const [one, other] = [await runLines(...lines), await runLines(...lines)];
  assert.deepEqual(one.model, other.model);
});

Deno.test("words alone are features enough", async () => {
  const result = await runLines(
    'load rows([["a", 1, "u"], ["b", 2, "v"]], target = x3, categories = [x1, x2])',
    "scale standard",
    "model { linear(classes) }",
    ...training,
  );
  assert.deepEqual(inputsOf(result), ["x1 string [N]", "x2 string [N]"]);
  assert.deepEqual(
    await answer(result, "x2,x1\n1,a\n2,b\n"),
    await predictDataset(result.prepared.dataset, result.model),
  );
  assert.match(
    describePrepared(result.prepared),
    /2 rows, 2 categories \(2, 2 values\), 2/,
  );
});

Deno.test("layers pick words by the names of their features", async () => {
  const result = await runLines(
    load,
    'model {\nconcat {\ncolumns("color=red")\ncolumns([x, "color=blue"])\n}\nlinear(classes)\n}',
    ...training,
  );
  assert.deepEqual(result.prepared.program.plan.layers[0].shape, ["N", 3]);
  const words = await runLines(
    load,
    'model {\ncolumns("color=red")\nlinear(classes)\n}',
    ...training,
  );
  assert.equal((await answer(words, "x,color\n1,red\n")).rows, 1);
});

Deno.test("inputs that would have the name of another get _column", async () => {
  const columns = ["numeric", "label", "label_column", "hidden"].map((name) =>
    ({ kind: "category", name }) as const
  );
  assert.deepEqual([...columnInputNames({ columns }).values()], [
    "numeric_column",
    "label_column_column",
    "label_column",
    "hidden",
  ]);
  const result = await runLines(
    'load rows([[1, "a", "b", "c", "u"], [2, "d", "e", "f", "v"]], target = y, ' +
      'columns = [x, numeric, label, "features", y], categories = [numeric, label, "features"])',
    "model {\nfeatures: linear(4)\nclasses: linear(classes)\n}",
    ...training,
  );
  assert.deepEqual(inputsOf(result).slice(1), [
    "numeric_column string [N]",
    "label_column string [N]",
    "features_column string [N]",
  ]);
  const csv = "label,numeric,features,x\nb,a,c,1\ne,d,f,2\n";
  assert.deepEqual(
    await answer(result, csv),
    await predictDataset(result.prepared.dataset, result.model),
  );
});
