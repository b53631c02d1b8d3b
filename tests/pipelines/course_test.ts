/**
 * The pipelines of the course against numbers from `fixtures/worked_examples.json`, which PyTorch gave
 * in float64.
 */
import assert from "node:assert/strict";
import {
  accessFor,
  frameFromCsv,
  predict,
  requireExpectations,
  run,
  type RunResult,
} from "../../mod.ts";
import { parametersByName } from "../../runtime/results/parameters.ts";
import { type PredictionTexts, predictionTexts } from "../../cli/text/predictions.ts";
import worked from "../fixtures/worked_examples.json" with { type: "json" };
import { referenceStep, valuesByName } from "./reference_step.ts";

const folder = new URL("../../pipelines/course/", import.meta.url);

// Parameters and losses near 1 carry about 1e-7 of float32; an update of them divided by a learning
// rate of at least 0.01 then carries 1e-5.
const tolerance = 1e-5;

async function runCourse(name: string): Promise<RunResult> {
  const file = new URL(`${name}.pipe`, folder);
  const context = { workingDirectory: folder.pathname, allowed: [] };
  const access = accessFor(folder.pathname, context);
  return await run({ name: `${name}.pipe`, text: await Deno.readTextFile(file) }, { name, access });
}

type Numbers = number | readonly Numbers[];

function flat(numbers: Numbers): readonly number[] {
  return typeof numbers === "number" ? [numbers] : numbers.flatMap(flat);
}

function assertClose(actual: Numbers | undefined, expected: Numbers): void {
  assert(actual !== undefined);
  const [given, wanted] = [flat(actual), flat(expected)];
  const isClose = given.length === wanted.length &&
    given.every((value, at) => Math.abs(value - wanted[at]) <= tolerance);
  assert(isClose, `[${given}] is not within ${tolerance} of [${wanted}]`);
}

function assertAllClose(
  actual: Readonly<Record<string, Numbers>>,
  expected: Readonly<Record<string, Numbers>>,
): void {
  assert.deepEqual(Object.keys(actual), Object.keys(expected));
  for (const [name, values] of Object.entries(expected)) assertClose(actual[name], values);
}

function parametersAfter({ prepared, trained }: RunResult) {
  return valuesByName(parametersByName(prepared, trained.state));
}

/** What the float32 training moved each parameter by, per unit of the learning rate. */
function movedBy(result: RunResult, before: Readonly<Record<string, Numbers>>) {
  const { lr } = result.prepared.program.pipeline.optimizer!.arguments as { lr: number };
  const after = parametersAfter(result);
  return Object.fromEntries(
    Object.entries(after).map(([name, values]) => {
      const start = flat(before[name]);
      return [name, values.map((value, at) => (start[at] - value) / lr)];
    }),
  );
}

function lossBefore({ trained }: RunResult): number | undefined {
  return trained.history[0]?.train.loss;
}

function lossAfter({ metrics }: RunResult): number | undefined {
  return metrics.parts.train?.loss;
}

async function answer({ model }: RunResult, csv: string): Promise<PredictionTexts> {
  const frame = await frameFromCsv("rows.csv", csv);
  return predictionTexts(await predict({ model, modelName: "model.onnx", frame }));
}

/** What the model of a run answers with for the rows of its own file, as numbers. */
async function answersFor(name: string, csv: string): Promise<number[][]> {
  const { rows } = await answer(await runCourse(name), csv);
  return rows.map((row) => row.map(Number));
}

function transposed(rows: readonly (readonly number[])[]): number[][] {
  return rows[0].map((_, column) => rows.map((row) => row[column]));
}

/** Parameters in the deck's layout, biases above one row per input, as PyTorch has them. */
function fromDeck([bias, ...weight]: readonly (readonly number[])[]): Record<string, Numbers> {
  return { "output.weight": transposed(weight), "output.bias": bias };
}

Deno.test("every pipeline of the course meets its own expectations", async () => {
  for await (const { name } of Deno.readDir(folder)) {
    requireExpectations(await runCourse(name.replace(/\.pipe$/, "")));
  }
});

Deno.test("H1: softmax regression takes the deck's step and predicts class 1", async () => {
  const [first, second] = worked.softmax_regression_step["eta_0.01"];
  const result = await runCourse("h1_softmax_regression");
  assertClose(lossBefore(result), first.loss);
  assertAllClose(parametersAfter(result), fromDeck(first.theta_after));
  assertClose(lossAfter(result), second.loss);
  const predictions = worked.softmax_regression_step.predictions_exact_theta;
  for (const [hours, { y_hat, class_ }] of Object.entries(predictions)) {
    const { rows: [[label, ...probability] = []] } = await answer(result, `hours\n${hours}\n`);
    assert.equal(label, String(class_));
    assertClose(probability.map(Number), y_hat);
  }
});

Deno.test("H1: the gradient is (ŷ - y) x, with y one-hot", async () => {
  const { "eta_0.01": [first], y_onehot } = worked.softmax_regression_step;
  const result = await runCourse("h1_softmax_regression");
  const { layers, gradients, loss } = referenceStep(result.prepared);
  assertClose(loss, first.loss);
  assertClose(layers.output, first.z);
  assertClose(layers.probability, first.y_hat);
  assertAllClose(gradients, fromDeck(first.grad));
  assertAllClose(movedBy(result, fromDeck(first.theta_before)), fromDeck(first.grad));
  const difference = layers.probability.map((each, at) => each - y_onehot[at]);
  assertClose(gradients["output.bias"], difference);
  assertClose(gradients["output.weight"], difference.map((each) => each * 0.5));
});

/** Names of the fixture, which are PyTorch's positions, as those of the pipeline. */
function byLayer(numbers: typeof worked.linear_hidden.after): Record<string, Numbers> {
  return {
    "hidden.weight": numbers["0.weight"],
    "hidden.bias": numbers["0.bias"],
    "output.weight": numbers["1.weight"],
    "output.bias": numbers["1.bias"],
  };
}

Deno.test("H2: the net with a linear hidden layer ends the step with the deck's weights", async () => {
  const { loss, loss_after, after } = worked.linear_hidden;
  const result = await runCourse("h2_linear_hidden");
  assertClose(lossBefore(result), loss);
  assertAllClose(parametersAfter(result), byLayer(after));
  assertClose(lossAfter(result), loss_after);
});

Deno.test("H2: h, z, ŷ and every gradient are the deck's", async () => {
  const { h, z, y_hat, loss, grads } = worked.linear_hidden;
  const result = await runCourse("h2_linear_hidden");
  const reference = referenceStep(result.prepared);
  assertClose(reference.loss, loss);
  assertClose(reference.layers.hidden, h);
  assertClose(reference.layers.output, z);
  assertClose(reference.layers.probability, [1 - y_hat, y_hat]);
  assertAllClose(reference.gradients, byLayer(grads));
  const before = Object.fromEntries(
    Object.entries(byLayer(grads)).map(([name, values]) => [name, flat(values).map(() => 0.1)]),
  );
  assertAllClose(movedBy(result, before), byLayer(grads));
});

Deno.test("H3: three iris rows have the loss, h, z and ŷ of the printed weights", async () => {
  const { h, relu_h, z, y_hat, loss_mean } = worked.three_iris_rows;
  const result = await runCourse("h3_three_iris_rows");
  const { loss, layers } = referenceStep(result.prepared);
  assertClose(lossBefore(result), loss_mean);
  assertClose(loss, loss_mean);
  assertClose(layers.hidden, h);
  assertClose(layers.relu_1, relu_h);
  assertClose(layers.output, z);
  assertClose(layers.probability, y_hat);
});

Deno.test("H3: its gradients are PyTorch's, and 0 for the dead unit", async () => {
  const { grad_Wh, grad_Wz } = worked.three_iris_rows;
  const [hiddenBias, ...hidden] = grad_Wh;
  const [outputBias, ...output] = grad_Wz;
  const expected = {
    "hidden.weight": transposed(hidden),
    "hidden.bias": hiddenBias,
    "output.weight": transposed(output),
    "output.bias": outputBias,
  };
  const result = await runCourse("h3_three_iris_rows");
  assertAllClose(referenceStep(result.prepared).gradients, expected);
  const before = {
    "hidden.weight": [0.86, 0.41, -1.04, -0.65],
    "hidden.bias": [0, 0],
    "output.weight": [0.32, -0.47, 0.25, -1.06, 0.14, 0.063],
    "output.bias": [0, 0, 0],
  };
  assertAllClose(movedBy(result, before), expected);
});

for (const name of ["sigmoid", "relu", "tanh"] as const) {
  Deno.test(`H6: ${name} at .18 and -.18`, async () => {
    const { x, [name]: expected } = worked.activations;
    assertClose(await answersFor(`h6_${name}`, `x1\n${x.join("\n")}\n`), expected);
  });
}

Deno.test("H6: softmax of two and of three scores", async () => {
  const [two, three] = worked.softmax_function.outputs;
  assertClose(await answersFor("h6_softmax_of_two", "x1,x2\n1,3\n"), two);
  assertClose(await answersFor("h6_softmax", "x1,x2,x3\n1,2,3\n"), three);
});

Deno.test("H7: the pipeline standardises by the population, its variant by the sample", async () => {
  const { CGPA, salary, population } = worked["deck4.standardisation"];
  const rows = CGPA.map((value, at) => `${value},${salary[at]}`).join("\n");
  const expected = population.CGPA.map((value, at) => [value, population.salary[at]]);
  assertClose(await answersFor("h7_standardisation", `cgpa,salary\n${rows}\n`), expected);
});

Deno.test("H8: a net 2-2-1 has 9 parameters", async () => {
  assert.equal((await runCourse("h8_summary")).metrics.parameters, 9);
});

Deno.test("H6: the losses at the decks' logits, without training", async () => {
  const { "loss_from_sigmoid_0.18": binary } = worked.binary_cross_entropy;
  const { losses_by_class: [setosa] } = worked.cross_entropy_of_iris_row;
  assertClose(lossAfter(await runCourse("h6_binary_cross_entropy")), binary);
  assertClose(lossAfter(await runCourse("h6_cross_entropy_of_iris_row")), setosa);
  const result = await runCourse("h6_cross_entropy");
  assertClose(lossAfter(result), worked.cross_entropy.loss);
  const { rows: [[label, ...probability] = []] } = await answer(result, "z0,z1\n0.9005,-0.167\n");
  assert.equal(label, "0");
  assertClose(probability.map(Number), worked.cross_entropy.softmax);
});
