import assert from "node:assert/strict";
import { renderAll } from "../../../dsl/report/render.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import type { Trained } from "../../../runtime/train/train.ts";
import { assertGolden } from "../../golden.ts";
import { forgetfulEngine } from "../engine/forgetful_engine.ts";
import { loadPlane, loadRings, prepareLines } from "../pipelines.ts";
import { problemsOfAsync } from "../problems_of.ts";
import { trained } from "../phases.ts";

const goldens = new URL("../golden/train/", import.meta.url);
const network = ["model {", "  linear(5)", "  tanh", "  linear(classes)", "}"];
const classifier = [...network, "loss cross_entropy", "optimizer sgd(lr = 0.1)"];

async function trainLines(lines: readonly string[]): Promise<Trained> {
  return await trained(await prepareLines(lines), { engine: cpuEngine });
}

const statesOf = async (...stages: readonly string[]) => {
  const lines = [loadRings(20), ...classifier];
  return await Promise.all(stages.map(async (each) => {
    const { state, history } = await trainLines([...lines, each]);
    return JSON.stringify([[...state], history]);
  }));
};

Deno.test("the same pipeline trains to the same bits", async () => {
  const stage = "train(epochs = 3, batch = 4)";
  const [first, second] = await statesOf(stage, stage);
  assert.equal(first, second);
});

Deno.test("shuffling changes the course of a training, and so does the seed", async () => {
  const [shuffled, ordered] = await statesOf(
    "train(epochs = 3, batch = 4)",
    "train(epochs = 3, batch = 4, shuffle = false)",
  );
  const [seeded] = await statesOf("train(epochs = 3, batch = 4)\nseed 1");
  assert.equal(new Set([shuffled, ordered, seeded]).size, 3);
});

Deno.test("the order of the rows makes no difference where a step takes them all", async () => {
  const of = async (shuffle: boolean) =>
    (await trainLines([
      loadRings(8),
      ...classifier,
      `train(epochs = 5, batch = 8, shuffle = ${shuffle})`,
    ])).state;
  const [shuffled, ordered] = [await of(true), await of(false)];
  // The same sums in another order: float32 rounds them differently.
  shuffled.forEach((value, at) => assert(Math.abs(value - ordered[at]) < 1e-5));
});

Deno.test("a batch larger than the data takes all rows a step", async () => {
  const of = (batch: number) =>
    trainLines([loadRings(8), ...classifier, `train(epochs = 2, batch = ${batch})`]);
  const [large, exact] = [await of(1000), await of(8)];
  assert.deepEqual(large, exact);
  assert.equal(large.steps, 2);
});

Deno.test("steps and epochs are counted, a smaller last batch included", async () => {
  const seen: number[] = [];
  const prepared = await prepareLines([
    loadRings(10),
    ...classifier,
    "train(epochs = 3, batch = 4)",
  ]);
  const { epochs, steps, history } = await trained(prepared, {
    engine: cpuEngine,
    onEpoch: ({ epoch }) => void seen.push(epoch),
  });
  assert.deepEqual([epochs, steps, history.length], [3, 9, 3]);
  assert.deepEqual(seen, [1, 2, 3]);
});

Deno.test("a step on a smaller last batch takes the mean of its own rows", async () => {
  // One step a row: the mean of each batch is then a plain sum, whatever the padding.
  const start = "model { linear(1, weight = [[0, 0]], bias = [0]) }";
  const of = async (rows: string, batch: number) => {
    const load = `load rows([${rows}], target = y, columns = [a, b, y])`;
    const stages = ["loss mse", "optimizer sgd(lr = 0.5)"];
    const run = `train(epochs = 1, batch = ${batch}, shuffle = false)`;
    return [...(await trainLines([load, start, ...stages, run])).state];
  };
  // By hand, from 0: the step on rows 1 and 2 has the gradient mean(-2 y x), that on row 3 its own.
  const state = await of("[1, 0, 1], [0, 1, 1], [1, 1, 0]", 2);
  // w = -0.5 · mean = [0.5, 0.5], b = 1; row 3 then errs by 2: each changes by -0.5 · 2 · 2 = -2.
  assert.deepEqual(state, [-1.5, -1.5, -1]);
});

Deno.test("training makes a linear model find a plane", async () => {
  const { state, history } = await trainLines([
    loadPlane(50),
    "model { linear(1) }",
    "loss mse",
    "optimizer sgd(lr = 0.1)",
    "train(epochs = 100, batch = 10)",
  ]);
  assert(history.at(-1)!.train.loss < 1e-6);
  // The data is y = 3a - 2b + 1, rounded to six digits.
  [3, -2, 1].forEach((value, at) => assert(Math.abs(state[at] - value) < 1e-3));
});

Deno.test("without a train stage the parameters stay as they start", async () => {
  const load = loadRings(4);
  const model = "model { linear(2, weight = [[1, 2], [3, 4]], bias = [5, 6]) }";
  const { state, history, epochs, steps } = await trainLines([load, model]);
  assert.deepEqual([...state], [1, 2, 3, 4, 5, 6]);
  assert.deepEqual([history, epochs, steps], [[], 0, 0]);
});

Deno.test("a loss that is no number ends the training with step, epoch and advice", async () => {
  const prepared = await prepareLines([
    loadPlane(20),
    "model { linear(1) }",
    "loss mse",
    "optimizer sgd(lr = 1000)",
    "train(epochs = 20, batch = 5, shuffle = false)",
  ]);
  const problems = await problemsOfAsync(trained(prepared, { engine: cpuEngine }));
  await assertGolden(new URL("E0601_diverged.txt", goldens), renderAll(problems) + "\n");
});

Deno.test("a signal ends the training", async () => {
  const prepared = await prepareLines([
    loadRings(10),
    ...classifier,
    "train(epochs = 1000, batch = 2)",
  ]);
  const controller = new AbortController();
  const problems = await problemsOfAsync(trained(prepared, {
    engine: cpuEngine,
    signal: controller.signal,
    onEpoch: ({ epoch }) => epoch === 3 && controller.abort(),
  }));
  await assertGolden(new URL("E0603_interrupted.txt", goldens), renderAll(problems) + "\n");
});

Deno.test("what is kept is no part of the training that goes on", async () => {
  const prepared = await prepareLines([
    loadRings(20),
    ...classifier,
    "train(epochs = 5, batch = 4, keep = best, monitor = train_loss, on_divergence = restart)",
  ]);
  const whole = await trained(prepared, { engine: cpuEngine });
  assert.deepEqual(await trained(prepared, { engine: forgetfulEngine }), whole);
});

Deno.test("validation rows are scored after each epoch and change nothing", async () => {
  const split = "split holdout(valid = 4, seed = 1)";
  const stage = "train(epochs = 3, batch = 4)";
  const { history } = await trainLines([loadRings(20), split, ...classifier, stage]);
  for (const { valid } of history) assert(Number.isFinite(valid.loss));
});

Deno.test("each epoch knows the best one so far", async () => {
  const split = "split holdout(valid = 4, seed = 1)";
  const stage = "train(epochs = 12, batch = 1)";
  const lines = [loadRings(20), split, ...classifier];
  const { history } = await trainLines([...lines, stage]);
  const losses = history.map(({ valid }) => valid.loss ?? NaN);
  const best = (epochs: number) => 1 + losses.indexOf(Math.min(...losses.slice(0, epochs)));
  assert.deepEqual(history.map((record) => record.best), history.map((_, at) => best(at + 1)));
  const unknown = await trainLines([loadRings(20), ...classifier, stage]);
  assert(unknown.history.every((record) => !("best" in record)));
});
