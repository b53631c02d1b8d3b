/**
 * Whether a long training stays as fast and as small as it began: time per epoch and memory in each tenth of
 * 2,000 epochs of 45 steps, with a checkpoint every second.
 * @module
 */
import { join } from "node:path";
import { runFile } from "../mod.ts";
import { histories } from "../runtime/results/metrics.ts";

const epochs = 2000;
const tenth = epochs / 10;
const data = new URL("../data/digits.yaml", import.meta.url).pathname;

/** One training, in a folder that is removed. @returns Milliseconds an epoch and megabytes, of each tenth. */
async function tenths(history: typeof histories[number]): Promise<readonly [number, number][]> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(
    join(folder, "long.pipe"),
    `pipe 1
load dataset("${data}")
split holdout(test = 20%)
scale standard
model {
  linear(16)
  relu
  linear(classes)
}
loss cross_entropy
optimizer adam(lr = 0.0001)
train(epochs = ${epochs}, batch = 32)
`,
  );
  const measured: [number, number][] = [];
  let since = performance.now();
  try {
    await runFile("long.pipe", {
      context: {
        workingDirectory: folder,
        allowed: [new URL("../data", import.meta.url).pathname],
      },
      history,
      checkpoints: { every: { seconds: 1 } },
      listener: {
        onEpoch({ epoch }) {
          if (epoch % tenth > 0) return;
          const now = performance.now();
          measured.push([(now - since) / tenth, Deno.memoryUsage().rss / 2 ** 20]);
          since = now;
        },
      },
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return measured;
}

for (const history of histories) {
  const measured = await tenths(history);
  console.log(`--history ${history}: tenth, ms an epoch, MB`);
  measured.forEach(([time, memory], at) =>
    console.log(`  ${at + 1}  ${time.toFixed(2)}  ${memory.toFixed(0)}`)
  );
}
