/**
 * Time per training step, beside PyTorch and scikit-learn where a Python with them is named.
 * @module
 */
import { parseArgs } from "node:util";
import { lowerTraining } from "../compiler/models.ts";
import { unwrap } from "../dsl/text/diagnostic.ts";
import { reported } from "../dsl/text/report.ts";
import { initialState } from "../compiler/step/state.ts";
import { accessFor } from "../runtime/files/access.ts";
import { batchesOf, planBatches } from "../runtime/train/batches.ts";
import { cpuEngine } from "../runtime/engine/node.ts";
import { floats, ints } from "../runtime/engine/tensor.ts";
import { openSource } from "../runtime/open/open_pipeline.ts";
import { partOf, prepare } from "../runtime/prepare/prepare.ts";

interface Case {
  readonly name: string;
  readonly features: number;
  readonly hidden: number;
  readonly classes: number;
  readonly batch: number;
  readonly steps: number;
}

const cases: readonly Case[] = [
  { name: "4-8-3, batch 1", features: 4, hidden: 8, classes: 3, batch: 1, steps: 2000 },
  { name: "4-8-3, batch 32", features: 4, hidden: 8, classes: 3, batch: 32, steps: 2000 },
  { name: "30-64-2, batch 32", features: 30, hidden: 64, classes: 2, batch: 32, steps: 2000 },
  {
    name: "784-128-10, batch 128",
    features: 784,
    hidden: 128,
    classes: 10,
    batch: 128,
    steps: 200,
  },
];

const rounds = 9;

/** A pipeline of one hidden layer on random rows. */
function sourceOf({ features, hidden, classes, batch }: Case): string {
  const value = (row: number, column: number) =>
    Number(Math.sin(row * 7919 + column * 104729).toFixed(2));
  const rows = Array.from({ length: Math.max(batch, 4 * classes) }, (_, row) => [
    ...Array.from({ length: features }, (_, column) => value(row, column)),
    row % classes,
  ]);
  const names = rows[0].map((_, column) => `"c${column}"`);
  return `pipe 1
load rows(${JSON.stringify(rows)}, target = c${features}, columns = [${names.join(", ")}])
model {
  linear(${hidden})
  relu
  linear(classes)
}
loss cross_entropy
optimizer sgd(lr = 0.01)
train(epochs = 1, batch = ${batch}, shuffle = false)
`;
}

/** A function that runs one span and gives its microseconds per step. */
async function createTimer(each: Case): Promise<() => Promise<number>> {
  const access = accessFor(Deno.cwd(), { workingDirectory: Deno.cwd(), allowed: [] });
  const source = { name: each.name, text: sourceOf(each) };
  const prepared = unwrap(
    await reported(async (report) => {
      const file = await openSource(source, { access, report });
      return await prepare(file, { access, engine: cpuEngine, report });
    }),
  );
  const { rows, features, targets } = partOf(prepared, "train")!;
  const plan = planBatches({ rows, batch: each.batch, shuffle: false, seed: 0 });
  const session = await cpuEngine.session(lowerTraining(prepared.program.training!, plan));
  const state = initialState(prepared.program.plan, 0);
  const epoch = batchesOf(plan, 1).rows;
  const indices = Int32Array.from(
    { length: each.steps * each.batch },
    (_, at) => epoch[at % rows],
  );
  const feeds = {
    features,
    targets: targets!,
    state: floats([state.length], state),
    rows: ints([each.steps, each.batch], indices),
    learning_rate: floats([each.steps], new Float32Array(each.steps).fill(0.01)),
  };
  return async () => {
    const start = performance.now();
    await session.run(feeds);
    return (performance.now() - start) * 1000 / each.steps;
  };
}

async function peerMicroseconds(python: string, each: Case): Promise<Record<string, number>> {
  const script = new URL("./peers.py", import.meta.url).pathname;
  const { stdout, success } = await new Deno.Command(python, {
    args: [script, JSON.stringify(each)],
    env: { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
    stderr: "inherit",
  }).output();
  return success ? JSON.parse(new TextDecoder().decode(stdout)) : {};
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

const { values: { python } } = parseArgs({ options: { python: { type: "string" } } });
for (const each of cases) {
  const time = await createTimer(each);
  await time();
  const ours: number[] = [];
  for (let round = 0; round < rounds; round++) ours.push(await time());
  const peers = python ? await peerMicroseconds(python, each) : {};
  const own = median(ours);
  const others = Object.entries(peers).map(([name, value]) =>
    `${name} ${value.toFixed(1)} µs (${(value / own).toFixed(1)}x)`
  );
  console.log([`${each.name}: ${own.toFixed(1)} µs per step`, ...others].join("; "));
}
