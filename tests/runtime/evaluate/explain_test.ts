/** What `explain` and `gradcheck` say of one step, against the numbers of the course. */
import { prepareSource } from "../pipelines.ts";
import assert from "node:assert/strict";
import { defineOp } from "../../../compiler/ir/define_op.ts";
import { gradientsPart } from "../../../runtime/evaluate/explain_diagnostics.ts";
import { explainFile, gradcheckFile } from "../../../runtime/commands/explain.ts";
import type { GradientCheck } from "../../../runtime/evaluate/gradcheck.ts";
import { cpuEngine, floatsOf } from "../../../runtime/engine/engine.ts";
import { standBefore } from "../../../runtime/train/train_until.ts";
import { explanationText } from "../../../cli/text/explain.ts";
import { gradcheckText } from "../../../cli/text/gradcheck.ts";
import { train } from "../../../runtime/train/train.ts";
import { accessFor, render } from "../../../mod.ts";
import worked from "../../fixtures/worked_examples.json" with { type: "json" };
import { assertGolden } from "../../golden.ts";

const root = new URL("../../../", import.meta.url).pathname;
const choice = { surroundings: { workingDirectory: root, allowed: [] } };
const goldens = new URL("../golden/explain/", import.meta.url);

// Both are float64 all the way; the fixture has 16 digits.
const tolerance = 1e-12;

function assertClose(actual: Iterable<number>, expected: readonly number[]): void {
  const given = [...actual];
  const isClose = given.length === expected.length &&
    given.every((value, at) => Math.abs(value - expected[at]!) <= tolerance);
  assert(isClose, `[${given}] is not [${expected}]`);
}

Deno.test("explain of H5 gives the slides' gradients, by autodiff as by formula", async () => {
  const file = "pipelines/course/h5_half_squared.pipe";
  const { explanation: { step, valueOf } } = await explainFile(file, choice);
  const expected = worked["deck3.half_squared_sigmoid_mlp_gradient"];
  const [hidden, , output] = step.layers;
  // Parameters and the learning rate go in as float32, so the fixture is met to their rounding.
  const near = (actual: Iterable<number>, wanted: readonly number[]) =>
    [...actual].forEach((value, at) => assert(Math.abs(value - wanted[at]!) < 1e-7));
  near(
    valueOf(hidden!.parameters[0]!.gradient!).data,
    expected.grad_W1_formula_yhat_minus_y.flat(),
  );
  near(valueOf(output!.parameters[0]!.gradient!).data, expected.grad_w2_formula_yhat_minus_y);
  near(valueOf(step.loss!).data, [expected.loss]);
});

Deno.test("explain of H4 shows both hidden units of XOR and the four answers", async () => {
  const { explanation: { step, valueOf } } = await explainFile(
    "pipelines/course/h4_xor_network.pipe",
    { ...choice, rows: "1..4" },
  );
  const { rows } = worked["deck3.xor_network"];
  const [, sigmoid] = step.layers;
  assertClose(
    valueOf(sigmoid!.output!.value).data,
    rows.flatMap(({ h_or, h_nand }) => [h_or, h_nand]),
  );
  const second = [...valueOf(step.probability!).data].filter((_, at) => at % 2 === 1);
  assertClose(second, rows.map(({ y_hat }) => y_hat));
});

Deno.test("explain computes the very update that training makes", async () => {
  const { prepared, explanation: { step, valueOf } } = await explainFile(
    "pipelines/iris.pipe",
    { ...choice, rows: "1", step: "1" },
  );
  const after = await standBefore(prepared, 2, { engine: cpuEngine });
  const state = floatsOf(after.carried.state);
  for (const { parameters } of step.layers) {
    for (const { spec, next } of parameters) {
      const trained = state.subarray(spec.offset, spec.offset + spec.size);
      valueOf(next!).data.forEach((value, at) =>
        // One step in float32: a few units in the last place of numbers below 1.
        assert(Math.abs(value - trained[at]!) < 1e-6, `${spec.name} at ${at}`)
      );
    }
  }
});

Deno.test("a training stopped before the step after its last stands where training ends", async () => {
  const { prepared } = await explainFile("pipelines/iris.pipe", choice);
  const { state, steps } = await train(prepared, { engine: cpuEngine });
  const stand = await standBefore(prepared, steps + 1, { engine: cpuEngine });
  assert.deepEqual(floatsOf(stand.carried.state), state);
});

Deno.test("a training can be stopped before any step of an epoch", async () => {
  const source = await Deno.readTextFile(`${root}pipelines/iris.pipe`);
  const text = source.replace("epochs = 20", "epochs = 2").replace("sgd(", "adam(");
  const access = accessFor(`${root}pipelines`, choice.surroundings);
  const named = { name: "iris.pipe", text, folder: "" };
  const prepared = await prepareSource(named, { access, warn: () => {} });
  const [before, after] = [
    await standBefore(prepared, 100, { engine: cpuEngine }),
    await standBefore(prepared, 101, { engine: cpuEngine }),
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

Deno.test("gradcheck tells a wrong gradient from a right one", async () => {
  const { prepared, options } = await explainFile("pipelines/course/h5_half_squared.pipe", choice);
  const { gradcheck } = await import("../../../runtime/evaluate/gradcheck.ts");
  const sigmoid = prepared.program.plan.calls[1]!;
  const { apply } = await import("../../../compiler/ir/define_op.ts");
  const wrong = defineOp({
    kind: "wrong",
    inferType: ([x]) => x!,
    vjp: ({ cotangent }) => [cotangent],
    toOnnx: () => [],
    evaluate: ([x]) => ({ ...x!, data: x!.data.map((each) => each ** 2) }),
  });
  const definition = {
    ...sigmoid.definition,
    build: ({ input }: { input: never }) => apply(wrong, [input]),
  };
  const calls = prepared.program.plan.calls.with(1, {
    ...sigmoid,
    definition: definition as never,
  });
  const broken = {
    ...prepared,
    program: { ...prepared.program, plan: { ...prepared.program.plan, calls } },
  };
  const agreed = (checks: readonly GradientCheck[]) => checks.map(({ agrees }) => agrees);
  assert.deepEqual(agreed(gradcheck(prepared, options)), [true, true]);
  // The layer before the wrong one gets a wrong gradient, the one after it does not.
  assert.deepEqual(agreed(gradcheck(broken, options)), [false, true]);
});

Deno.test("gradients that part are named", async () => {
  await assertGolden(
    new URL("gradients_part.txt", goldens),
    render(gradientsPart(["hidden.weight"])) + "\n",
  );
});
