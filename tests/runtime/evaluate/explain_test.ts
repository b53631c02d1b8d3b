/** What `explain` and `gradcheck` say of one step, against the numbers of the course. */
import assert from "node:assert/strict";
import { constant } from "../../../compiler/ir/constant.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import type { Value } from "../../../compiler/ir/value.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { packGradients, trainedParameters } from "../../../compiler/step/state.ts";
import type { PartialStep } from "../../../compiler/step/step_values.ts";
import { differentiate } from "../../../compiler/transform/differentiate.ts";
import { gradientsPart } from "../../../runtime/evaluate/explain_diagnostics.ts";
import { type ChosenStep, explainFile, gradcheckFile } from "../../../runtime/commands/explain.ts";
import { explain, stepFeeds, stepOn } from "../../../runtime/evaluate/explain.ts";
import { gradcheck } from "../../../runtime/evaluate/gradcheck.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { floatsOf } from "../../../runtime/engine/tensor.ts";
import { explanationText } from "../../../cli/text/explain.ts";
import { gradcheckText } from "../../../cli/text/gradcheck.ts";
import { accessFor, render } from "../../../mod.ts";
import worked from "../../fixtures/worked_examples.json" with { type: "json" };
import { assertGolden } from "../../golden.ts";
import { loadRings, prepareLines, prepareSource } from "../pipelines.ts";
import { gradientsChecked, trained, trainedUntil } from "../phases.ts";
import { problemsOf, valueOf } from "../problems_of.ts";

const root = new URL("../../../", import.meta.url).pathname;
const choice = { context: { workingDirectory: root, allowed: [] } };
const goldens = new URL("../golden/explain/", import.meta.url);

// Both are float64 all the way; the fixture has 16 digits.
const tolerance = 1e-12;

function assertClose(actual: Iterable<number>, expected: readonly number[]): void {
  const given = [...actual];
  const isClose = given.length === expected.length &&
    given.every((value, at) => Math.abs(value - expected[at]) <= tolerance);
  assert(isClose, `[${given}] is not [${expected}]`);
}

Deno.test("explain of H5 gives the slides' gradients, by autodiff as by formula", async () => {
  const file = "pipelines/course/h5_half_squared.pipe";
  const { explanation: { step, layers, valueOf } } = await explainFile(file, choice);
  const expected = worked["deck3.half_squared_sigmoid_mlp_gradient"];
  const [hidden, , output] = layers;
  // Parameters and the learning rate go in as float32, so the fixture is met to their rounding.
  const near = (actual: Iterable<number>, wanted: readonly number[]) =>
    [...actual].forEach((value, at) => assert(Math.abs(value - wanted[at]) < 1e-7));
  near(
    valueOf(hidden.parameters[0].gradient!).data,
    expected.grad_W1_formula_yhat_minus_y.flat(),
  );
  near(valueOf(output.parameters[0].gradient!).data, expected.grad_w2_formula_yhat_minus_y);
  near(valueOf(step.loss!).data, [expected.loss]);
});

Deno.test("explain of H4 shows both hidden units of XOR and the four answers", async () => {
  const { explanation: { layers, probability, valueOf } } = await explainFile(
    "pipelines/course/h4_xor_network.pipe",
    { ...choice, rows: "1..4" },
  );
  const { rows } = worked["deck3.xor_network"];
  const [, sigmoid] = layers;
  assertClose(
    valueOf(sigmoid.output!.value).data,
    rows.flatMap(({ h_or, h_nand }) => [h_or, h_nand]),
  );
  const second = [...valueOf(probability!).data].filter((_, at) => at % 2 === 1);
  assertClose(second, rows.map(({ y_hat }) => y_hat));
});

Deno.test("explain computes the very update that training makes", async () => {
  const { prepared, explanation: { layers, valueOf } } = await explainFile(
    "pipelines/iris.pipe",
    { ...choice, rows: "1", step: "1" },
  );
  const after = await trainedUntil(prepared, 2, { engine: cpuEngine });
  const state = floatsOf(after.carried.state);
  for (const { parameters } of layers) {
    for (const { spec, next } of parameters) {
      const trained = state.subarray(spec.offset, spec.offset + spec.size);
      valueOf(next!).data.forEach((value, at) =>
        // One step in float32: a few units in the last place of numbers below 1.
        assert(Math.abs(value - trained[at]) < 1e-6, `${spec.name} at ${at}`)
      );
    }
  }
});

Deno.test("a training stopped before the step after its last stands where training ends", async () => {
  const { prepared } = await explainFile("pipelines/iris.pipe", choice);
  const { state, steps } = await trained(prepared, { engine: cpuEngine });
  const stand = await trainedUntil(prepared, steps + 1, { engine: cpuEngine });
  assert.deepEqual(floatsOf(stand.carried.state), state);
});

Deno.test("a training can be stopped before any step of an epoch", async () => {
  const source = await Deno.readTextFile(`${root}pipelines/iris.pipe`);
  const text = source.replace("epochs = 20", "epochs = 2").replace("sgd(", "adam(");
  const access = accessFor(`${root}pipelines`, choice.context);
  const named = { name: "iris.pipe", text, folder: "" };
  const prepared = await prepareSource(named, { access, warn: () => {} });
  const [before, after] = [
    await trainedUntil(prepared, 100, { engine: cpuEngine }),
    await trainedUntil(prepared, 101, { engine: cpuEngine }),
  ];
  assert.notDeepEqual(before.carried.state, after.carried.state);
  assert.deepEqual(Object.keys(before.carried).sort(), Object.keys(after.carried).sort());
});

/** A text with every number as `#`: what is shown, without a raw float in a golden. */
function withoutNumbers(text: string): string {
  return text.replace(/-?\b\d+(\.\d+)?(e[-+]?\d+)?\b/g, "#").replace(/[ ]+/g, " ");
}

Deno.test("explain reads like the slide: layer by layer, with formula, place and gradient", async () => {
  const { prepared, explanation, options } = await explainFile(
    "pipelines/course/h2_linear_hidden.pipe",
    choice,
  );
  const text = explanationText(prepared, explanation, options);
  await assertGolden(new URL("h2.txt", goldens), withoutNumbers(text) + "\n");
});

Deno.test("explain of a model without loss or training shows the forward pass alone", async () => {
  const { prepared, explanation, options } = await explainFile(
    "pipelines/course/h4_step_and.pipe",
    choice,
  );
  const text = explanationText(prepared, explanation, options);
  assert(!text.includes("gradient ["), text);
  assert(!text.includes("after ["), text);
});

/** A pipeline before its first step. */
async function chosenFrom(...lines: readonly string[]): Promise<ChosenStep> {
  const prepared = await prepareLines([loadRings(8), ...lines]);
  const before = await trainedUntil(prepared, 1, { engine: cpuEngine });
  return { prepared, options: { part: "train", rows: [1, 2, 3], step: 1, ...before } };
}

Deno.test("a pipeline with a loss and no training has gradients and no update", async () => {
  const chosen = await chosenFrom("model { linear(classes) }", "loss cross_entropy");
  const { prepared, options } = chosen;
  const { step, layers } = valueOf((report) => explain(prepared, { ...options, report }));
  assert.deepEqual([step.objective === step.loss, step.next], [true, undefined]);
  const [weight, bias] = layers[0].parameters;
  assert(weight.gradient && bias.gradient && layers[0].output!.gradient);
  assert.deepEqual([weight.next, bias.next], [undefined, undefined]);
  assert.deepEqual(agreeing(chosen), { "linear_1.weight": true, "linear_1.bias": true });
});

Deno.test("a model without parameters has a loss, and no gradient to check", async () => {
  const { prepared, options } = await chosenFrom("model { relu }", "loss cross_entropy");
  const { step, valueOf: numbersOf } = valueOf((report) =>
    explain(prepared, { ...options, report })
  );
  assert(Number.isFinite(numbersOf(step.loss!).data[0]));
  const problems = problemsOf(() =>
    valueOf((report) => gradcheck(prepared, { ...options, report }))
  );
  assert.deepEqual(problems.map(({ code }) => code), ["E0514"]);
});

Deno.test("gradcheck finds autodiff and finite differences to agree on iris", async () => {
  const { checks, options } = await gradcheckFile("pipelines/iris.pipe", {
    ...choice,
    rows: "1..8",
    step: "200",
  });
  assert.deepEqual(checks.map(({ parameter }) => parameter), [
    "hidden.weight",
    "hidden.bias",
    "linear_1.weight",
    "linear_1.bias",
  ]);
  assert(checks.every(({ agrees }) => agrees), gradcheckText(checks, options));
});

/** Which parameters agree, where the step has another gradient than its own. */
function agreeing(
  { prepared, options }: ChosenStep,
  gradientOf: (step: PartialStep) => Value = ({ gradient }) => gradient!,
): Record<string, boolean> {
  const step = stepOn(prepared, options);
  const parameters = trainedParameters(prepared.program.plan);
  const feeds = valueOf((report) => stepFeeds(prepared, step, { ...options, report }));
  const checks = gradientsChecked({ ...step, gradient: gradientOf(step) }, { parameters, feeds });
  return Object.fromEntries(checks.map(({ parameter, agrees }) => [parameter, agrees]));
}

Deno.test("gradcheck tells a wrong gradient from a right one", async () => {
  const chosen = await explainFile("pipelines/course/h5_half_squared.pipe", choice);
  const [first, second] = trainedParameters(chosen.prepared.program.plan);
  assert.deepEqual(agreeing(chosen), { [first.name]: true, [second.name]: true });
  // A little wrong, and only for one parameter.
  const factors = [...Array(first.size).fill(1.001), ...Array(second.size).fill(1)];
  const wrong = ({ gradient }: PartialStep) =>
    mul(gradient!, constant(tensor([factors.length], factors)));
  assert.deepEqual(agreeing(chosen, wrong), { [first.name]: false, [second.name]: true });
});

Deno.test("gradcheck looks at the objective with its penalties", async () => {
  const chosen = await chosenFrom(
    "model { linear(classes) }",
    "loss cross_entropy",
    "optimizer sgd(lr = 0.1)",
    "train(epochs = 1, l2 = 0.5)",
  );
  const { program: { plan } } = chosen.prepared;
  // What the step would descend if the penalty were forgotten: the biases have none.
  const withoutPenalty = ({ loss, parameters }: PartialStep) =>
    packGradients(differentiate(loss!, [...parameters.values()]), plan);
  const [weight, bias] = ["linear_1.weight", "linear_1.bias"];
  assert.deepEqual(agreeing(chosen), { [weight]: true, [bias]: true });
  assert.deepEqual(agreeing(chosen, withoutPenalty), { [weight]: false, [bias]: true });
});

Deno.test("gradients that part are named", async () => {
  await assertGolden(
    new URL("gradients_part.txt", goldens),
    render(gradientsPart(["hidden.weight"])) + "\n",
  );
});
