/** Trainings that break down and go on with a smaller learning rate. */
import type { Restart } from "../../../report/input/metrics.ts";
import assert from "node:assert/strict";
import { renderAll } from "../../../dsl/report/render.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { assertGolden } from "../../golden.ts";
import { trainedInPieces } from "../checkpoints/cut.ts";
import { trained } from "../phases.ts";
import { loadPlane, prepareLines } from "../pipelines.ts";
import { problemsOfAsync } from "../problems_of.ts";

const linear = ["model {", "  linear(1)", "}", "loss mse"];
const lines = (rate: number, train: string, ...more: readonly string[]) => [
  loadPlane(20),
  ...linear,
  `optimizer sgd(lr = ${rate})`,
  ...more,
  `train(epochs = 200, batch = 5, ${train})`,
];

Deno.test("a training that breaks down goes back to its best epoch, with half the rate", async () => {
  const prepared = await prepareLines(lines(5, "on_divergence = restart"));
  const told: Restart[] = [];
  const onRestart = (restart: Restart) => void told.push(restart);
  const { history, restarts, epochs } = await trained(prepared, { engine: cpuEngine, onRestart });
  assert.deepEqual(told, restarts);
  assert(restarts.length >= 1 && restarts.length <= 3, `${restarts.length} restarts`);
  restarts.forEach(({ rate, epoch, step, back_to, what }, at) => {
    assert.equal(rate, 0.5 ** (at + 1));
    assert(back_to < epoch && Math.ceil(step / 4) === epoch);
    assert.equal(what, "the loss overflows");
  });
  assert.equal(epochs, 200);
  assert.deepEqual(
    history.map(({ epoch }) => epoch),
    Array.from({ length: 200 }, (_, at) => at + 1),
  );
  assert.equal(history.at(-1)?.learningRate, 5 * restarts.at(-1)!.rate);
  assert(history.at(-1)!.train.loss! < history[0].train.loss!);
});

Deno.test("after so many restarts a training ends as it would without", async () => {
  const train = "on_divergence = restart(factor = 0.9, times = 2)";
  const prepared = await prepareLines(lines(1e6, train));
  const told: Restart[] = [];
  const options = { engine: cpuEngine, onRestart: (restart: Restart) => void told.push(restart) };
  const [problem] = await problemsOfAsync(trained(prepared, options));
  assert.equal(problem.code, "E0601");
  assert.deepEqual(told.map(({ rate }) => rate), [0.9, 0.9 * 0.9]);
  assert(told.every(({ back_to }) => back_to === 0), "no epoch was better than the start");
});

Deno.test("what breaks before any step is not tried again", async () => {
  const load = "load rows([[1e38, 1e38], [-1e38, 1e38]], target = y, columns = [x, y])";
  const prepared = await prepareLines([
    load,
    ...linear,
    "optimizer sgd(lr = 0.1)",
    "train(epochs = 2, batch = 2, on_divergence = restart)",
  ]);
  let restarts = 0;
  const options = { engine: cpuEngine, onRestart: () => void restarts++ };
  const [problem] = await problemsOfAsync(trained(prepared, options));
  assert.deepEqual([problem.code, restarts], ["E0601", 0]);
});

Deno.test("schedules are slowed down as well", async () => {
  const prepared = await prepareLines(
    lines(5, "on_divergence = restart", "schedule exponential(0.99)"),
  );
  const { history, restarts } = await trained(prepared, { engine: cpuEngine });
  const rate = 5 * restarts.at(-1)!.rate * 0.99 ** 199;
  assert(Math.abs(history.at(-1)!.learningRate / rate - 1) < 1e-9);
});

Deno.test("a restarted training can be cut and gone on with", async () => {
  const prepared = await prepareLines(
    lines(5, "on_divergence = restart, keep = best, monitor = train_loss"),
  );
  const whole = await trained(prepared, { engine: cpuEngine });
  assert(whole.restarts.length > 0);
  for (const cuts of [[3], [1, 1], [12, 30]]) {
    assert.deepEqual(await trainedInPieces(prepared, cuts), whole, cuts.join());
  }
});

const mistakes: Readonly<Record<string, string>> = {
  unknown_answer: "retry",
  growing_rate: "restart(factor = 2)",
  number_for_answer: "7",
};

for (const [name, answer] of Object.entries(mistakes)) {
  Deno.test(`a mistake in on_divergence is told once: ${name}`, async () => {
    const problems = await problemsOfAsync(prepareLines(lines(5, `on_divergence = ${answer}`)));
    const golden = new URL(`../golden/train/on_divergence_${name}.txt`, import.meta.url);
    await assertGolden(golden, renderAll(problems) + "\n");
  });
}
