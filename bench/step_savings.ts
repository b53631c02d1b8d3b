/**
 * What each of the compiler's savings is worth: time per step without it, in turn with that of the step as it is.
 * @module
 */
import type { Saving } from "../compiler/step/span.ts";
import { median } from "./random_net.ts";
import { type StepCase, type StepChoice, stepTimer } from "./step_timer.ts";

const cases: readonly StepCase[] = [
  { name: "4-8-3, batch 32", features: 4, hidden: 8, classes: 3, batch: 32, steps: 2000 },
  {
    name: "784-128-10, batch 128",
    features: 784,
    hidden: 128,
    classes: 10,
    batch: 128,
    steps: 100,
  },
];

const optimizers = ["sgd(lr = 0.01)", "sgd(lr = 0.01, momentum = 0.9)", "adam(lr = 0.01)"];

const savings: readonly Saving[] = [
  "simplify",
  "shareCommon",
  "fuseGemm",
  "pullFactors",
  "overSteps",
];

const others: Readonly<Record<string, StepChoice>> = {
  "all packed": { carried: "packed" },
  "all apart": { carried: "apart" },
  ...Object.fromEntries(savings.map((each) => [`without ${each}`, { without: [each] }])),
};

const rounds = 15;

for (const each of cases) {
  for (const optimizer of optimizers) {
    const plain = await stepTimer(each, { optimizer });
    const timers = await Promise.all(
      Object.values(others).map((choice) => stepTimer(each, { optimizer, ...choice })),
    );
    const all = [plain, ...timers];
    for (const time of all) await time();
    const times = all.map((): number[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [at, time] of all.entries()) times[at].push(await time());
    }
    const [own, ...rest] = times.map(median);
    console.log(`${each.name}, ${optimizer}: ${own.toFixed(1)} µs a step`);
    for (const [at, name] of Object.keys(others).entries()) {
      console.log(`  ${name}: ${(rest[at] / own).toFixed(2)}x`);
    }
  }
}
