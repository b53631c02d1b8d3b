/** What schedules change, from the text of a pipeline to what a run tells. */
import assert from "node:assert/strict";
import { explanationText } from "../../../cli/text/explain.ts";
import { describePlan } from "../../../cli/text/plan.ts";
import { describePrepared } from "../../../cli/text/summary.ts";
import { planOf } from "../../../runtime/commands/plan.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { floatsOf } from "../../../runtime/engine/tensor.ts";
import { explain } from "../../../runtime/evaluate/explain.ts";
import { gradcheck } from "../../../runtime/evaluate/gradcheck.ts";
import { shortestDecimal } from "../../../runtime/formats/decimal.ts";
import { historyCsv, stepLines } from "../../../runtime/results/history.ts";
import { trained, trainedBySteps, trainedUntil } from "../phases.ts";
import { assembleSource, loadPlane, loadRings, prepareLines, sourceOf } from "../pipelines.ts";
import { problemsOfAsync, valueOf } from "../problems_of.ts";

const lines = (schedule: string, optimizer = "sgd(lr = 0.1, momentum = 0.5)") => [
  loadRings(10),
  "model {",
  "  linear(6)",
  "  tanh",
  "  drop: dropout(0.25)",
  "  linear(classes)",
  "}",
  "loss cross_entropy",
  `optimizer ${optimizer}`,
  `schedule ${schedule}`,
  "train(epochs = 2, batch = 4)",
];
const both = 'cosine(by = step), "drop.p": linear(start = 0.0, end = 1.0, by = step)';

Deno.test("a scheduled training stopped before any step stands where it stood", async () => {
  const prepared = await prepareLines(lines(`${both}, momentum: plateau(patience = 0)`));
  const { state, steps } = await trained(prepared, { engine: cpuEngine });
  const { carried } = await trainedUntil(prepared, steps + 1, { engine: cpuEngine });
  assert.deepEqual(floatsOf(carried.state), state);
});

Deno.test("explain computes the update of a step with what schedules make of it", async () => {
  const prepared = await prepareLines([
    ...lines(both).slice(0, -1),
    "train(epochs = 2, shuffle = false)",
  ]);
  const before = await trainedUntil(prepared, 2, { engine: cpuEngine });
  const rows = Array.from({ length: 10 }, (_, at) => at + 1);
  const options = { part: "train", rows, step: 2, ...before } as const;
  const explanation = valueOf((report) => explain(prepared, { ...options, report }));
  const { state } = await trained(prepared, { engine: cpuEngine });
  for (const { parameters } of explanation.layers) {
    for (const { spec: { offset, size }, next } of parameters) {
      const after = state.subarray(offset, offset + size);
      assert(next);
      // A step in float32: a few units in the last place of numbers below 1.
      explanation.valueOf(next).data.forEach((value, at) =>
        assert(Math.abs(value - after[at]) < 1e-6)
      );
    }
  }
  const text = explanationText(prepared, explanation, options);
  assert.match(text, /^ {2}in this step: lr 0\.05, drop\.p 0\.125$/m);
  assert.match(text, /^cosine\(by = step\) {2}\(x\.pipe:11\)$/m);
});

Deno.test("gradients are checked at the numbers that schedules give", async () => {
  const prepared = await prepareLines(lines(both));
  const before = await trainedUntil(prepared, 4, { engine: cpuEngine });
  const options = { part: "train", rows: [1, 2, 3], step: 4, ...before } as const;
  const checks = valueOf((report) => gradcheck(prepared, { ...options, report }));
  assert.deepEqual(checks.filter(({ agrees }) => !agrees), []);
});

Deno.test("history.csv has a column for each number that is scheduled", async () => {
  const prepared = await prepareLines(lines("one_cycle"));
  const { history, stepHistory } = await trainedBySteps(prepared, { engine: cpuEngine });
  const [header, first] = historyCsv(history).split(/\r?\n/);
  assert.equal(header, "epoch,learning_rate,momentum,train_loss,train_accuracy");
  const { learningRate, scheduled } = history[0];
  const numbers = [learningRate, scheduled?.momentum ?? NaN].map(shortestDecimal);
  assert.deepEqual(first.split(",").slice(1, 3), numbers.map(String));
  const steps = stepHistory.map(stepLines).join("").trimEnd().split(/\r?\n/).map((line) =>
    line.split(",")
  );
  assert.deepEqual(steps[0], ["step", "epoch", "learning_rate", "momentum", "train_loss"]);
  assert.equal(steps.length, 1 + 6);
  assert.deepEqual([steps[1][2], steps[1][3]], ["0.004", "0.95"]);
});

Deno.test("the lines before a training and its plan say what is scheduled, and how far", async () => {
  const prepared = await prepareLines(lines('one_cycle, "drop.p": exponential(0.5)'));
  assert.match(
    describePrepared(prepared),
    /sgd lr 0\.1 one_cycle, drop\.p exponential, momentum one_cycle$/m,
  );
  const plan = planOf(await assembleSource(sourceOf(lines("one_cycle, momentum: constant"))));
  const text = describePlan({ ...plan, device: "cpu" });
  assert.match(text, /^numbers {2}lr 4e-7\.\.0\.0994 by one_cycle, momentum 0\.5 by constant$/m);
  assert.match(text, /^schedule one_cycle\([^)]*\),\s+momentum: constant$/m);
  const plain = planOf(await assembleSource(sourceOf(lines("constant").toSpliced(9, 1))));
  assert.doesNotMatch(describePlan({ ...plain, device: "cpu" }), /^numbers/m);
});

Deno.test("a divergence is told with the learning rate of its step", async () => {
  const prepared = await prepareLines([
    loadPlane(20),
    "model {",
    "  linear(4)",
    "  dropout(0.5)",
    "  linear(1)",
    "}",
    "loss mse",
    "optimizer sgd(lr = 0.001, momentum = 0.5)",
    'schedule exponential(10.0, by = step), momentum: constant, "dropout_1.p": cosine(by = step)',
    "train(epochs = 9, batch = 5)",
  ]);
  const [problem] = await problemsOfAsync(trained(prepared, { engine: cpuEngine }));
  const [, step] =
    /^The training diverges at step (\d+) \(epoch \d+\): the /.exec(problem.message) ?? [];
  const rate = Number((0.001 * 10 ** (Number(step) - 2)).toPrecision(3));
  assert(problem.help?.includes(`try lr = ${rate}`), problem.help);
});

Deno.test("the resolved text schedules the same numbers", async () => {
  const planned = planOf(await assembleSource(sourceOf(lines(both))));
  const again = planOf(await assembleSource({ name: "resolved.pipe", text: planned.resolved }));
  assert.deepEqual(again.schedules, planned.schedules);
  assert.deepEqual(planned.schedules.map(({ name }) => name), ["lr", "drop.p"]);
});

Deno.test("layers in blocks and repetitions are scheduled by the names that plans show", async () => {
  const prepared = await prepareLines([
    loadRings(10),
    "model {",
    "  repeat(2) {",
    "    tower: residual {",
    "      linear(2)",
    "      dropout",
    "    }",
    "  }",
    "  linear(classes)",
    "}",
    "loss cross_entropy",
    "optimizer sgd(lr = 0.1)",
    'schedule "tower_2.dropout_1.p": linear(start = 0.0, end = 1.0)',
    "train(epochs = 2, batch = 4)",
  ]);
  const { history } = await trained(prepared, { engine: cpuEngine });
  assert.deepEqual(history.map(({ scheduled }) => scheduled), [
    { "tower_2.dropout_1.p": 0 },
    { "tower_2.dropout_1.p": 0.25 },
  ]);
});
