import assert from "node:assert/strict";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { floatsOf, intsOf } from "../../../runtime/engine/tensor.ts";
import { batchesOf } from "../../../runtime/train/batches.ts";
import { openTraining } from "../../../runtime/train/open_training.ts";
import { runSpan, scannedFeeds } from "../../../runtime/train/span.ts";
import { loadRings, prepareLines } from "../pipelines.ts";

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
  const statesAfter = async (...ends: readonly number[]) => {
    await using training = await open();
    const { carried, plan } = training;
    const batches = batchesOf(plan, 1);
    const losses: number[] = [];
    let first = 0;
    for (const end of ends) {
      const span = { carried: carried.current, batches, epoch: 1, first, end };
      const done = await runSpan(training, span);
      await carried.replace(done.carried);
      losses.push(...done.losses);
      first = end;
    }
    return { tensors: await carried.current.read(), losses };
  };
  assert.deepEqual(await statesAfter(1, 3, 4), await statesAfter(4));
});
