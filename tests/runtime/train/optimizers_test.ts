/** Every optimizer and schedule through the text of a pipeline and the training that runs it. */
import assert from "node:assert/strict";
import { optimizers } from "../../../compiler/optimizers/registry.ts";
import { schedules } from "../../../compiler/schedules/registry.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { loadRings, prepareLines } from "../pipelines.ts";
import { trained, trainedBySteps } from "../phases.ts";

const network = [
  "model {",
  "  linear(8)",
  "  tanh",
  "  linear(classes)",
  "}",
  "loss cross_entropy",
];

async function trainWith(stages: readonly string[]) {
  return await trainedBySteps(await prepareLines([loadRings(30), ...network, ...stages]), {
    engine: cpuEngine,
  });
}

/** Where the preset learning rate is too small for 60 steps, or there is none. */
const rates: Readonly<Record<string, string>> = { sgd: "0.3", lion: "0.01", adagrad: "0.1" };

for (const { name } of optimizers) {
  Deno.test(`${name} lowers the loss of a small network`, async () => {
    const rate = rates[name] ?? (name === "adadelta" ? "1.0" : "0.02");
    const { history } = await trainWith([
      `optimizer ${name}(lr = ${rate})`,
      "train(epochs = 20, batch = 10)",
    ]);
    const [first, last] = [history[0].train.loss as number, history.at(-1)!.train.loss as number];
    assert(last < 0.97 * first, `${first} to ${last}`);
  });
}

/** The schedules that need arguments. */
const written: Readonly<Record<string, string>> = {
  step: "step(size = 2, gamma = 0.5)",
  multi_step: "multi_step([2, 3], gamma = 0.5)",
  exponential: "exponential(0.5)",
  cosine_restarts: "cosine_restarts(first = 2, factor = 2)",
  linear: "linear(start = 1.0, end = 0.5)",
  warmup: "warmup(2, then = cosine(min = 1e-3))",
};

for (const { name } of schedules) {
  Deno.test(`schedule ${name} gives each step of a training its rate`, async () => {
    const call = written[name] ?? name;
    const { stepHistory, history, steps } = await trainWith([
      "optimizer sgd(lr = 0.1)",
      `schedule ${call}`,
      "train(epochs = 4, batch = 10)",
    ]);
    const stepRates = stepHistory.flatMap(({ rates }) => rates);
    assert.deepEqual([steps, stepRates.length, history.length], [12, 12, 4]);
    assert(stepRates.every((rate) => rate >= 0 && rate <= 0.1 + 1e-12), stepRates.join());
    assert.deepEqual(
      history.map(({ learningRate }) => learningRate),
      [2, 5, 8, 11].map((at) => stepRates[at]),
    );
    const isConstant = new Set(stepRates).size === 1;
    assert.equal(isConstant, name === "constant" || name === "plateau");
  });
}

Deno.test("the rate that a schedule gives is the rate that the step takes", async () => {
  // With the gradient of a plain sum of parameters, the way of each step is its rate.
  const start = "model { linear(1, weight = [[0.0]], bias = [0.0]) }";
  const load = "load rows([[0, 1e6]], target = y, columns = [x, y])";
  const { state } = await trained(
    await prepareLines([
      load,
      start,
      "loss mse",
      "optimizer sgd(lr = 1.0)",
      "schedule exponential(0.5)",
      "train(epochs = 3, batch = 1, clip_value = 1.0)",
    ]),
    { engine: cpuEngine },
  );
  assert.deepEqual([...state], [0, 1 + 0.5 + 0.25]);
});
