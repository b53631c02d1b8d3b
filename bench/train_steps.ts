/**
 * Time per training step, beside PyTorch and scikit-learn where a Python with them is named.
 * @module
 */
import { parseArgs } from "node:util";
import { median } from "./random_net.ts";
import { type StepCase, stepTimer } from "./step_timer.ts";

const cases: readonly StepCase[] = [
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

async function peerMicroseconds(python: string, each: StepCase): Promise<Record<string, number>> {
  const script = new URL("./peers.py", import.meta.url).pathname;
  const { stdout, success } = await new Deno.Command(python, {
    args: [script, JSON.stringify(each)],
    env: { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
    stderr: "inherit",
  }).output();
  return success ? JSON.parse(new TextDecoder().decode(stdout)) : {};
}

const { values: { python } } = parseArgs({ options: { python: { type: "string" } } });
for (const each of cases) {
  const time = await stepTimer(each);
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
