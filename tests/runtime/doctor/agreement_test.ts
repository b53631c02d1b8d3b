/** Whether devices that compute otherwise are found, and which of their tensors is the first. */
import assert from "node:assert/strict";
import { isOpCall, topologicalOrder } from "../../../compiler/ir/value.ts";
import { agreementOf } from "../../../runtime/doctor/agreement.ts";
import { sameBits } from "../../../runtime/doctor/bands.ts";
import { type FirstSteps, firstStepsOf } from "../../../runtime/doctor/first_steps.ts";
import { smallPipeline } from "../../../runtime/doctor/small_pipeline.ts";
import { cpuEngine, cpuEngineWith } from "../../../runtime/engine/cpu.ts";
import type { Prepared } from "../../../runtime/prepare/prepare.ts";
import { rootsOf } from "../../../runtime/train/every_value.ts";
import { countingEngine } from "../engine/counting_engine.ts";
import { loadPlane, loadRings, prepareLines, prepareSource } from "../pipelines.ts";
import { driftingEngine, wrongEngine } from "./wrong_engine.ts";

function stepsOf(prepared: Prepared, most = 10): FirstSteps {
  const steps = firstStepsOf(prepared, most);
  assert(steps);
  return steps;
}

/** Every value that is compared, in its order. */
function comparedIn({ values }: FirstSteps) {
  return topologicalOrder(rootsOf(values)).filter(isOpCall)
    .filter(({ type }) => type.dtype === "float32");
}

const small = stepsOf(await prepareSource(smallPipeline()));

Deno.test("a value that is computed wrong is named, whichever it is", async () => {
  const values = comparedIn(small);
  const engines = values.map((_, at) => ({ engine: wrongEngine(`value_${at}`) }));
  const { others: [reference, ...others] } = await agreementOf(small, cpuEngine, engines);
  assert.equal(reference?.agrees, true);
  const found = others.map(({ first }) => [first?.op, first?.shape, first?.layer]);
  assert.deepEqual(
    found,
    values.map(({ kind, type, origin }) => [kind, type.shape, origin?.layer]),
  );
  assert(others.every(({ agrees }) => !agrees));
});

Deno.test("what is right is known by float64, from what each device was given", async () => {
  const at = comparedIn(small).findIndex(({ kind }) => kind === "relu");
  const engine = wrongEngine(`value_${at}`);
  const { others } = await agreementOf(small, cpuEngine, [{ engine }]);
  const { first } = others.at(-1) ?? {};
  assert(first?.right);
  assert.equal(first.place?.line, 5);
  const [found, wrong] = first.found;
  // Both had the same inputs; the first has rounded by no more than half of float32's last digit.
  assert.equal(first.right[0], first.right[1]);
  assert(Math.abs(found - first.right[0]) <= 2 ** -24 * Math.abs(found), `${found}`);
  assert(Math.abs(wrong - 1.001 * found) < 1e-6, `${wrong}`);
});

Deno.test("a device that rounds to TF32 is given more room", async () => {
  const engine = wrongEngine("value_20", { rounding: "TF32" });
  const { others } = await agreementOf(small, cpuEngine, [{ engine }]);
  const { agrees, band, largest } = others.at(-1) ?? {};
  assert.deepEqual([agrees, band], [true, { tensors: 5e-3, losses: 5e-2 }]);
  assert(largest && largest > 1e-4, `${largest}`);
});

Deno.test("losses that drift are told where every tensor of a step is right", async () => {
  const { others } = await agreementOf(small, cpuEngine, [{ engine: driftingEngine }]);
  const { agrees, first, drift } = others.at(-1) ?? {};
  assert.deepEqual([agrees, first], [false, undefined]);
  // 1 % of the largest loss, which is 1 % larger there.
  assert(drift && Math.abs(drift - 0.01 / 1.01) < 1e-6, `${drift}`);
});

Deno.test("a device that gives up is told with its reason, and holds nothing", async () => {
  const whole = countingEngine();
  await agreementOf(small, cpuEngine, [{ engine: whole }]);
  assert.equal(whole.open, 0);
  for (let failing = 1; failing <= whole.calls; failing++) {
    const engine = countingEngine(failing);
    const { others } = await agreementOf(small, cpuEngine, [{ engine }]);
    assert.deepEqual(
      [others.at(-1)?.problem, others.at(-1)?.agrees, engine.open],
      [`ONNX Runtime cannot go on: call ${failing} fails`, false, 0],
    );
  }
});

/** Trainings whose rounding is magnified: Adam on small gradients, dropout, ragged batches, some epochs. */
const trainings: Readonly<Record<string, readonly string[]>> = {
  adam: [
    loadRings(50),
    "model {",
    ...["linear(16)", "batch_norm", "tanh", "dropout(0.3)", "linear(8)", "relu", "linear(classes)"],
    "}",
    "loss cross_entropy",
    "optimizer adamw(lr = 0.01)",
    "schedule cosine",
    "train(epochs = 5, batch = 8, clip_norm = 1.0)",
  ],
  plane: [
    loadPlane(60),
    ...["model {", "linear(4)", "gelu", "layer_norm", "linear(1)", "}"],
    "loss mse",
    "optimizer nadam(lr = 0.05)",
    "train(epochs = 5, batch = 7, l2 = 0.01)",
  ],
};

for (const [name, lines] of Object.entries(trainings)) {
  Deno.test(`the processor agrees with float64, and with itself on two threads: ${name}`, async () => {
    const steps = stepsOf(await prepareLines(lines), 30);
    const two = { engine: cpuEngineWith(2), band: sameBits };
    const { others } = await agreementOf(steps, cpuEngine, [two]);
    assert.deepEqual(
      others.map(({ device, agrees, first }) => [device, agrees, first]),
      [["float64", true, undefined], ["cpu, 2 threads", true, undefined]],
    );
    assert(others.every(({ tensors }) => tensors > 30));
  });
}

Deno.test("a training has no more first steps than steps", async () => {
  const lines = [loadPlane(20), "model { linear(1) }", "loss mse", "optimizer sgd(lr = 0.1)"];
  const prepared = await prepareLines([...lines, "train(epochs = 2, batch = 10)"]);
  assert.deepEqual([stepsOf(prepared).count, stepsOf(prepared, 3).count], [4, 3]);
  assert.equal(firstStepsOf(await prepareLines(lines), 10), undefined);
});
