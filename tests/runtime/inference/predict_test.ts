import assert from "node:assert/strict";
import { decodeModel } from "../../../compiler/backends/onnx/decode.ts";
import { encodeModel } from "../../../compiler/backends/onnx/encode.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { frameFromCsv } from "../../../runtime/formats/csv_frame.ts";
import { predict } from "../../../runtime/inference/predict.ts";
import type { Predictions } from "../../../runtime/inference/predictions.ts";
import { run } from "../../../runtime/commands/run.ts";
import { assertGolden } from "../../golden.ts";
import { loadPlane, loadRings, noAccess, sourceOf } from "../pipelines.ts";
import { problemsOfAsync } from "../problems_of.ts";

const goldens = new URL("../golden/predict/", import.meta.url);

async function modelOf(lines: readonly string[]): Promise<Uint8Array> {
  const { model } = await run(sourceOf(lines), { name: "x", access: noAccess });
  return model;
}

const threshold = [
  'load rows([[0, 0, "no"], [1, 5, "yes"]], target = answer, columns = [width, other, answer])',
  "model { linear(1, weight = [[2, 0]], bias = [-1]) }",
  "loss binary_cross_entropy",
];
const plane = [
  "load rows([[1, 2, 3, 4]], target = [u, v], columns = [a, b, u, v])",
  "model { linear(2, weight = [[1, 2], [0, -1]], bias = [0, 10]) }",
  "loss mse",
];

function answer(model: Uint8Array, csv: string): Promise<Predictions> {
  return predict({ model, modelName: "model.onnx", frame: frameFromCsv("rows.csv", csv) });
}

async function problemsOf(model: Uint8Array, csv: string) {
  return await problemsOfAsync(answer(model, csv));
}

Deno.test("classes are answered with a label and the probability of each", async () => {
  const answers = await answer(await modelOf(threshold), "width,other\n0,1\n1,1\n");
  assert(answers.kind === "classes");
  assert.equal(answers.rows, 2);
  assert.deepEqual(answers.classes, ["no", "yes"]);
  assert.deepEqual(answers.label, ["no", "yes"]);
  const [, , no, yes] = answers.probability;
  assert(Math.abs(yes! - 1 / (1 + Math.exp(-1))) < 1e-6);
  assert(Math.abs(no! + yes! - 1) < 1e-6);
});

Deno.test("numbers are answered in the unit of the target", async () => {
  const several = await answer(await modelOf(plane), "a,b\n1,2\n0,0\n");
  assert.deepEqual(several, {
    kind: "numbers",
    rows: 2,
    names: ["u", "v"],
    prediction: Float32Array.of(5, 8, 0, 10),
  });
  const one = await answer(
    await modelOf([loadPlane(3), "model { linear(1, weight = [[3, -2]], bias = [1]) }"]),
    "a,b\n1,1\n",
  );
  assert.deepEqual(one, {
    kind: "numbers",
    rows: 1,
    names: ["y"],
    prediction: Float32Array.of(2),
  });
});

Deno.test("columns are found by their names, wherever they stand; others are ignored", async () => {
  const model = await modelOf(threshold);
  const expected = await answer(model, "width,other\n0.7,5\n");
  assert.deepEqual(await answer(model, "note,other,answer,width\nhello,5,?,0.7\n"), expected);
});

Deno.test("every missing column and every cell that is no number is shown", async () => {
  const model = await modelOf(threshold);
  const missing = await problemsOf(model, "widht,y\n1,2\n");
  assert.deepEqual(missing.map(({ code }) => code), ["E0436", "E0436"]);
  await assertGolden(new URL("E0436_missing_column.txt", goldens), renderAll(missing) + "\n");
  const cells = await problemsOf(model, "width,other\n1,2\nabc,3\n4,\n");
  assert.deepEqual(cells.map(({ code, place }) => [code, place]), [
    ["E0408", 'rows.csv:3, column "width"'],
    ["E0437", 'rows.csv:4, column "other"'],
  ]);
  await assertGolden(new URL("E0437_missing_cell.txt", goldens), renderAll(cells) + "\n");
});

Deno.test("what is not a model of ours is refused", async () => {
  const model = await modelOf([loadRings(4), "model { linear(2) }"]);
  const plain = encodeModel({ ...decodeModel(model), metadata: {} });
  const decoded = decodeModel(model);
  // Its card is right, but nothing else is: an op that does not exist.
  const broken = encodeModel({
    ...decoded,
    graph: {
      ...decoded.graph,
      nodes: decoded.graph.nodes.map((node, at) => at === 0 ? { ...node, opType: "Nope" } : node),
    },
  });
  const text = new TextEncoder().encode("pipe 1\n");
  for (const bytes of [plain, broken, text, new Uint8Array(), model.subarray(0, 100)]) {
    const problems = await problemsOf(bytes, "x,y\n1,2\n");
    assert.deepEqual(problems.map(({ code }) => code), ["E0435"]);
  }
  const problems = await problemsOf(plain, "x,y\n1,2\n");
  await assertGolden(new URL("E0435_not_a_model.txt", goldens), renderAll(problems) + "\n");
});

const outputsOf = (model: Uint8Array) =>
  decodeModel(model).graph.outputs.map(({ name, elementType }) => `${name} ${elementType}`);

Deno.test("labels are numbers where all classes are whole numbers, else texts", async () => {
  const digits = (classes: readonly string[]) => [
    `load rows([${
      classes.map((each, at) => `[${at}, ${each}]`).join(", ")
    }], target = y, columns = [x, y])`,
    "model { linear(classes, weight = [[0], [1], [3]], bias = [1, 0.5, -4]) }",
    "loss cross_entropy",
  ];
  const numbers = await modelOf(digits(["7", "-1", "10"]));
  assert.deepEqual(outputsOf(numbers), ["label int32", "probability float32"]);
  const answers = await answer(numbers, "x\n0\n9\n");
  assert(answers.kind === "classes");
  // Classes are sorted by value.
  assert.deepEqual([answers.classes, answers.label], [["-1", "7", "10"], ["-1", "10"]]);
  const texts = await modelOf(digits(['"07"', '"1.5"', '"10"']));
  assert.deepEqual(outputsOf(texts), ["label string", "probability float32"]);
});

Deno.test("what no loss has made a probability is not called so", async () => {
  const margins = await modelOf([
    'load rows([[1, "u"], [2, "v"]], target = y, columns = [x, y])',
    "model { linear(1, weight = [[1]], bias = [-1.5]) }",
    "loss hinge",
  ]);
  assert.deepEqual(outputsOf(margins), ["label string", "score float32"]);
  const answers = await answer(margins, "x\n0\n9\n");
  assert(answers.kind === "classes" && answers.isScored === true);
  assert.deepEqual(answers.label, ["u", "v"]);
});
