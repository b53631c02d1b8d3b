/** How many threads a training has, and that as many give the same bytes. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { runFile } from "../../../runtime/commands/run_file.ts";
import { threadsFor } from "../../../runtime/engine/threads.ts";
import { parseLock } from "../../../runtime/results/lock.ts";
import { inFolder, loadRings, writeFiles } from "../pipelines.ts";

const million = 1e6;

for (
  const [what, flops, cores, threads] of [
    ["iris, batch 32", 9_408, 64, 1],
    ["784-128-10, batch 128", 52 * million, 64, 1],
    ["784-256-10, batch 128", 104 * million, 64, 2],
    ["784-1024-1024-10, batch 128", 1_220 * million, 64, 13],
    ["the same on four cores", 1_220 * million, 4, 4],
    ["the same on one", 1_220 * million, 1, 1],
    ["no training", 0, 64, 1],
  ] as const
) {
  Deno.test(`a step of ${what} is worth ${threads === 1 ? "one thread" : `${threads} threads`}`, () => {
    assert.equal(threadsFor(flops, cores), threads);
  });
}

/** Trains 2-512-512-2 in a folder, whose products several threads share. @param batch Of 128 rows. */
async function trained(folder: string, batch: number, device: string) {
  await writeFiles(folder, {
    "x.pipe": `pipe 1
${loadRings(128)}
model {
  linear(512)
  relu
  linear(512)
  relu
  linear(classes)
}
loss cross_entropy
optimizer adam(lr = 0.001)
train(epochs = 3, batch = ${batch})
device ${device}
`,
  });
  const context = { workingDirectory: folder, allowed: [] };
  const { metrics } = await runFile("x.pipe", { context, out: "out" });
  const lock = parseLock(await Deno.readTextFile(join(folder, "out/run.lock.yaml")));
  return { metrics, lock };
}

for (
  const [threads, device] of [[1, "cpu"], [2, "cpu, 2 threads"]] as const
) {
  Deno.test(`two trainings with as many threads leave the same bytes: ${threads}`, async () => {
    const [first, second] = [0, 1].map(() =>
      inFolder((folder) => trained(folder, 64, `cpu(threads = ${threads})`))
    );
    const { metrics, lock } = await first;
    assert.equal(metrics.device, device);
    assert.equal(lock.identity.computed_by.device, device);
    assert.equal(lock.machine.threads, threads);
    // Model, parameters, history, metrics and records, by their hashes.
    assert.equal(Object.keys(lock.results).length, 5);
    assert.deepEqual((await second).lock.results, lock.results);
  });
}

Deno.test("a training takes as many threads as its step is worth, where there are cores", async () => {
  await inFolder(async (folder) => {
    // 3 · 2 · 512 · 512 a row, and 10 · 512 at both ends: 50 million for 32 rows, 101 million for 64.
    const { lock: { machine } } = await trained(folder, 32, "cpu");
    assert.equal(machine.threads, 1);
    const { lock: { machine: wider } } = await trained(folder, 64, "cpu");
    assert.equal(wider.threads, Math.min(2, navigator.hardwareConcurrency));
  });
});
