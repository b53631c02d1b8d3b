import assert from "node:assert/strict";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { floatsOf, intsOf } from "../../../runtime/engine/tensor.ts";
import { batchesOf } from "../../../runtime/train/batches.ts";
import { openTraining } from "../../../runtime/train/open_training.ts";
import { scannedFeeds } from "../../../runtime/train/span.ts";
import { loadPlane, loadRings, prepareLines } from "../pipelines.ts";
import { cutEpoch } from "./cut_epoch.ts";

const prepared = await prepareLines([
  loadRings(10),
  "model {",
  "  linear(4)",
  "  dropout(0.5)",
  "  linear(classes)",
  "}",
  "loss cross_entropy",
  "optimizer adam(lr = 0.1)",
  "schedule exponential(0.5)",
  "train(epochs = 2, batch = 3)",
]);
const open = () => openTraining(prepared, prepared.program.training!, { engine: cpuEngine });

Deno.test("the steps of a span are fed the rows, the count and the rate of those steps", async () => {
  await using training = await open();
  const batches = batchesOf(training.plan, 2);
  const { carried } = training;
  const span = { carried: carried.current, batches, epoch: 2, first: 1, end: 4 };
  const { rows, step, row_weight, step_size } = scannedFeeds(training, span);
  assert.deepEqual([rows.shape, intsOf(rows)], [[3, 3], batches.rows.slice(3, 12)]);
  assert.deepEqual([row_weight.shape, floatsOf(row_weight)], [
    [3, 3, 1],
    batches.weights!.slice(3, 12),
  ]);
  // Four steps an epoch: those of the second are 5 to 8.
  assert.deepEqual([...intsOf(step)], [6, 7, 8]);
  const sizes = [6, 7, 8].map((at) => Math.fround(0.05 / (1 - 0.9 ** at)));
  assert.deepEqual([...floatsOf(step_size)], sizes);
});

Deno.test("an epoch gives the same bits in one span and in several", async () => {
  assert.deepEqual(
    await cutEpoch(prepared, cpuEngine, [1, 3]),
    await cutEpoch(prepared, cpuEngine, []),
  );
});

/** Batches of an odd number of rows, so that the numbers of each step lie otherwise in memory. */
const oddBatches: Readonly<Record<string, readonly string[]>> = {
  "a mean of numbers": [loadPlane(60), "model { linear(1) }", "loss mse"],
  "a sum over values": [
    loadPlane(60),
    "model {\n  linear(5)\n  tanh\n  linear(1)\n}",
    "loss huber",
  ],
  "a sum over classes": [loadRings(60), "model { linear(classes) }", "loss focal"],
  "class weights": [
    loadRings(60),
    "model { linear(classes) }",
    "loss cross_entropy(class_weights = balanced, label_smoothing = 0.1)",
  ],
};

for (const [what, lines] of Object.entries(oddBatches)) {
  Deno.test(`the losses of ${what} are the same bits however an epoch is cut`, async () => {
    const training = ["optimizer adam(lr = 0.05)", "train(epochs = 1, batch = 7)"];
    const odd = await prepareLines([...lines, ...training]);
    const { losses } = await cutEpoch(odd, cpuEngine, []);
    for (const ends of [[1], [3], [1, 2, 3, 4, 5], [2, 5]]) {
      assert.deepEqual((await cutEpoch(odd, cpuEngine, ends)).losses, losses, `${ends}`);
    }
  });
}
