import assert from "node:assert/strict";
import { decodeModel } from "../../../compiler/backends/onnx/decode.ts";
import { encodeModel } from "../../../compiler/backends/onnx/encode.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { createEvaluator } from "../../../runtime/evaluate/evaluate.ts";
import { openModel } from "../../../runtime/inference/open_model.ts";
import { numbersIn } from "../../../runtime/inference/predictions.ts";
import { modelBytes, readCard } from "../../../runtime/results/model_card.ts";
import { assertGolden } from "../../golden.ts";
import { loadPlane, loadRings, prepareLines } from "../pipelines.ts";
import { problemsOfAsync } from "../problems_of.ts";
import { parityChecked, trained } from "../phases.ts";

const golden = new URL("../golden/model_file/E0602_parity_broken.txt", import.meta.url);
const pipelines = {
  classes: [
    loadRings(20),
    "scale standard",
    "model { linear(classes) }",
    "loss cross_entropy",
    "optimizer sgd(lr = 0.1)",
    "train(epochs = 2, batch = 4)",
  ],
  "two classes": [loadRings(20), "model { linear(1) }", "loss binary_cross_entropy"],
  numbers: [loadPlane(20), "scale standard", "model { linear(1) }", "loss mse"],
};

async function trainedModel(lines: readonly string[]) {
  const prepared = await prepareLines(lines);
  const { program, parts: [part] } = prepared;
  const { state } = await trained(prepared, { engine: cpuEngine });
  const card = {
    name: "sizes",
    schema: program.schema,
    imputed: [],
    coded: [],
    words: [],
    columns: [],
    layers: [],
    pipeline: "größe\n",
    resolved: "pipe 1\n",
    seed: 7,
    metrics: "{}\n",
  };
  const bytes = modelBytes(program, state, card);
  return { program, dataset: prepared.dataset, part: part, state, card, bytes };
}

type Made = Awaited<ReturnType<typeof trainedModel>>;

async function parityProblems(
  { program, dataset, part }: Made,
  bytes: Uint8Array,
  state: Float32Array,
  shift = 0,
) {
  await using evaluator = await createEvaluator(program, cpuEngine);
  const { schema } = program;
  await using open = await openModel({ bytes, schema, engine: cpuEngine });
  const ask = async (rows: Int32Array) =>
    numbersIn(await open.answer(dataset.columns, rows)).map((answer) => answer + shift);
  const trained = { program, state, evaluator, engine: cpuEngine, ask };
  return await problemsOfAsync(parityChecked(part, trained));
}

Deno.test("the card of a model says what was written on it", async () => {
  const { bytes, card } = await trainedModel(pipelines.classes);
  assert.deepEqual(readCard(bytes), card);
});

Deno.test("a model without a card, or with one that makes no sense, is refused", async () => {
  const { bytes } = await trainedModel(pipelines.classes);
  const model = decodeModel(bytes);
  const withSchema = (schema: string) =>
    encodeModel({ ...model, metadata: { "penstock.schema": schema } });
  assert.throws(() => readCard(encodeModel({ ...model, metadata: {} })), RangeError);
  assert.throws(() => readCard(withSchema("{")), SyntaxError);
  for (
    const schema of [
      "null",
      "3",
      "{}",
      '{"target": {}}',
      '{"columns": 3}',
    ]
  ) {
    assert.throws(() => readCard(withSchema(schema)), RangeError, schema);
  }
  assert.throws(() => readCard(new TextEncoder().encode("pipe 1\n")), RangeError);
  assert.throws(() => readCard(new Uint8Array()), RangeError);
});

for (const [name, lines] of Object.entries(pipelines)) {
  Deno.test(`a finished model of ${name} answers as the trained one`, async () => {
    const made = await trainedModel(lines);
    assert.deepEqual(await parityProblems(made, made.bytes, made.state), []);
  });

  Deno.test(`a model of ${name} with one changed weight is found out`, async () => {
    const made = await trainedModel(lines);
    const tampered = made.state.with(0, made.state[0] + 0.01);
    const problems = await parityProblems(made, made.bytes, tampered);
    assert.deepEqual(problems.map(({ code }) => code), ["E0602"]);
  });
}

Deno.test("scores of tens of thousands, as of raw pixels, may round by more", async () => {
  const made = await trainedModel(pipelines.classes);
  const { program, card } = made;
  for (const [factor, codes] of [[1, ["E0602"]], [1e6, []]] as const) {
    const state = made.state.map((value) => value * factor);
    const problems = await parityProblems(made, modelBytes(program, state, card), state, 5e-4);
    assert.deepEqual(problems.map(({ code }) => code), codes);
  }
});

Deno.test("a model with other preprocessing is found out", async () => {
  const made = await trainedModel(pipelines.numbers);
  const { program, state, card } = made;
  const { scalings } = program.statistics;
  const [[feature, [learnt]]] = scalings;
  const moved = new Map([...scalings, [feature, [{
    ...learnt,
    mean: Number(learnt.mean) + 0.01,
  }]]]);
  const statistics = { ...program.statistics, scalings: moved };
  const bytes = modelBytes({ ...program, statistics }, state, card);
  const problems = await parityProblems(made, bytes, state);
  assert.deepEqual(problems.map(({ code }) => code), ["E0602"]);
});

Deno.test("answers that are no numbers are found out", async () => {
  const made = await trainedModel(pipelines.numbers);
  const { program, state, card } = made;
  const bytes = modelBytes(program, state.map(() => NaN), card);
  await assertGolden(golden, renderAll(await parityProblems(made, bytes, state)) + "\n");
});

Deno.test("a trained model whose answers are no numbers is no fault of what was written", async () => {
  const made = await trainedModel(pipelines.numbers);
  const problems = await parityProblems(made, made.bytes, made.state.map(() => NaN));
  assert.deepEqual(problems.map(({ code }) => code), ["E0606"]);
});
