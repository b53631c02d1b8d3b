/** Where and why a training broke down, as it is told. */
import assert from "node:assert/strict";
import { renderAll } from "../../../dsl/report/render.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { assertGolden } from "../../golden.ts";
import { loadPlane, loadRings, prepareLines } from "../pipelines.ts";
import { problemsOfAsync } from "../problems_of.ts";
import { trained, trainedBySteps } from "../phases.ts";

const goldens = new URL("../golden/divergence/", import.meta.url);
const line = (a: string, y: string) =>
  `load rows([[${a}, 1], [1, ${y}]], target = y, columns = [a, y])`;
const linear = ["model { linear(1) }", "loss mse"];
const deep = ["model {", "  linear(4)", "  relu", "  linear(4)", "  relu", "  top: linear(1)", "}"];

/** By the name of the golden file with what is shown. */
const cases: Readonly<Record<string, readonly string[]>> = {
  loss: [loadPlane(20), ...linear, "optimizer sgd(lr = 5)", "train(epochs = 99, batch = 5)"],
  layer: [
    loadPlane(20),
    ...deep,
    "loss mse",
    "optimizer adam(lr = 1e14)",
    "train(epochs = 3, batch = 5)",
  ],
  gradient: [
    line("1e25", "1"),
    "model { linear(1, weight = [[1e-25]], bias = [1e15]) }",
    "loss mse",
    "optimizer sgd(lr = 0.1)",
    "train(epochs = 3, batch = 2)",
  ],
  start: [
    line("1", "1"),
    "model { linear(1, weight = [[3e38]], bias = [3e38]) }",
    "loss mse",
    "optimizer sgd(lr = 0.1)",
    "train(epochs = 3, batch = 2)",
  ],
  start_on_large_targets: [
    line("1", "1e30"),
    ...linear,
    "optimizer sgd(lr = 0.1)",
    "train(epochs = 3, batch = 2)",
  ],
  update: [
    line("1", "1"),
    "model { linear(1, weight = [[9]], bias = [1]) }",
    "loss mse",
    "optimizer sgd(lr = 1e38)",
    "train(epochs = 3, batch = 2)",
  ],
  unscaled_features: [
    line("840", "1"),
    ...linear,
    "optimizer sgd(lr = 0.1)",
    "train(epochs = 99, batch = 2)",
  ],
  large_targets: [
    line("1", "250000"),
    ...linear,
    "optimizer sgd(lr = 9)",
    "train(epochs = 99, batch = 2)",
  ],
};

async function problemsWith(lines: readonly string[]) {
  return await problemsOfAsync(trained(await prepareLines(lines), { engine: cpuEngine }));
}

for (const [name, lines] of Object.entries(cases)) {
  Deno.test(`divergence: ${name}`, async () => {
    await assertGolden(
      new URL(`${name}.txt`, goldens),
      renderAll(await problemsWith(lines)) + "\n",
    );
  });
}

Deno.test("the step is the same however the spans were cut", async () => {
  // A shorter training cannot have got further: its last step is the one that is named.
  const lines = [loadPlane(20), ...linear, "optimizer sgd(lr = 5)"];
  const [problem] = await problemsWith([
    ...lines,
    "train(epochs = 99, batch = 5, shuffle = false)",
  ]);
  const step = Number(/step (\d+)/.exec(problem.message)![1]);
  const steps = async (epochs: number) =>
    await trainedBySteps(
      await prepareLines([...lines, `train(epochs = ${epochs}, batch = 5, shuffle = false)`]),
      { engine: cpuEngine },
    );
  const { stepHistory } = await steps(Math.floor((step - 1) / 4));
  const stepLosses = stepHistory.flatMap(({ losses }) => [...losses]);
  assert(stepLosses.every(Number.isFinite));
  assert(stepLosses.at(-1)! > 1e30);
});

Deno.test("a training that goes well is not disturbed", async () => {
  const lines = [loadRings(20), "model {", "  linear(5)", "  tanh", "  linear(classes)", "}"];
  const rest = ["loss cross_entropy", "optimizer adam(lr = 0.1)", "train(epochs = 5, batch = 3)"];
  assert.deepEqual(await problemsWith([...lines, ...rest]), []);
});
