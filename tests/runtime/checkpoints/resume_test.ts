/** A training that is cut and gone on with equals one that was not, bit for bit. */
import assert from "node:assert/strict";
import { optimizers } from "../../../compiler/optimizers/registry.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { trained } from "../phases.ts";
import { loadRings, prepareLines } from "../pipelines.ts";
import { cutAt, trainedInPieces } from "./cut.ts";

/** Spans are of 64 steps at first: batches of one row cut an epoch of 90 steps in its midst. */
const lines = (optimizer: string, train: string, ...more: readonly string[]) => [
  loadRings(100),
  "split holdout(valid = 10, seed = 1)",
  ...["model {", "  linear(4)", "  tanh", "  dropout(0.2)", "  linear(classes)", "}"],
  "loss cross_entropy",
  `optimizer ${optimizer}`,
  ...more,
  `train(${train})`,
];

async function assertSame(pipeline: readonly string[], cuts: readonly number[]) {
  const prepared = await prepareLines(pipeline);
  const whole = await trained(prepared, { engine: cpuEngine });
  assert.deepEqual(await trainedInPieces(prepared, cuts), whole);
  return whole;
}

for (const { name } of optimizers) {
  Deno.test(`${name} goes on in the midst of an epoch and at its end as if it had not stopped`, async () => {
    const rate = name === "adadelta" ? "1.0" : "0.02";
    await assertSame(lines(`${name}(lr = ${rate})`, "epochs = 4, batch = 1"), [1, 2, 1]);
  });
}

Deno.test("a training can be cut wherever it rests", async () => {
  const pipeline = lines("adam(lr = 0.02)", "epochs = 3, batch = 1");
  const prepared = await prepareLines(pipeline);
  const whole = await trained(prepared, { engine: cpuEngine });
  let cuts = 0;
  for (; await cutAt(prepared, cuts + 1); cuts++) {
    assert.deepEqual(await trainedInPieces(prepared, [cuts + 1]), whole, `cut ${cuts + 1}`);
  }
  // At the end of each epoch, and once at least within the first.
  assert(cuts >= 4, `${cuts} rests`);
  const first = await cutAt(prepared, 1);
  assert.deepEqual([first?.begun.epoch, first?.begun.losses.length], [1, 64]);
});

const schedules = [
  "cosine",
  "plateau(factor = 0.5, patience = 1)",
  "one_cycle(max = 0.1)",
  "warmup(2, then = cosine)",
];
for (const schedule of schedules) {
  Deno.test(`schedule ${schedule} goes on where it was`, async () => {
    const pipeline = lines(
      "sgd(lr = 0.3, momentum = 0.9)",
      "epochs = 12, batch = 15",
      `schedule ${schedule}`,
    );
    const { history } = await assertSame(pipeline, [3, 4, 2]);
    assert(new Set(history.map(({ learningRate }) => learningRate)).size > 1);
  });
}

Deno.test("early stopping remembers what it waited for, and the best parameters", async () => {
  const pipeline = lines("sgd(lr = 2.0)", "epochs = 60, batch = 15, patience = 6");
  const { epochs, keptEpoch } = await assertSame(pipeline, [5, 5]);
  assert(epochs < 60 && keptEpoch < epochs, `${epochs} epochs, the best ${keptEpoch}`);
});

Deno.test("a training that was cut after its last epoch is only judged", async () => {
  const prepared = await prepareLines(lines("adam", "epochs = 2, batch = 90"));
  const whole = await trained(prepared, { engine: cpuEngine });
  assert.deepEqual(await trainedInPieces(prepared, [2]), whole);
});
