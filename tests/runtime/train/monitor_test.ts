import assert from "node:assert/strict";
import { createWatch, type MonitorOptions } from "../../../runtime/train/monitor.ts";
import type { EpochRecord } from "../../../runtime/train/history.ts";

/** Tells a watch of epochs until it stops. */
function watchOf(values: readonly number[], options: Partial<MonitorOptions>) {
  const watch = createWatch({ keep: "last", monitor: "valid_loss", min_delta: 0, ...options });
  const [part, metric] = (options.monitor ?? "valid_loss").split("_") as [string, string];
  let [epochs, kept] = [0, 0];
  for (const value of values) {
    epochs++;
    const record = { epoch: epochs, learningRate: 0.1, train: {}, valid: {}, after: {} } as const;
    const seen: EpochRecord = { ...record, [part]: { [metric]: value } };
    const { isKept, isLast } = watch(seen);
    if (isKept) kept = epochs;
    if (isLast) break;
  }
  return { epochs, kept };
}

const cases: readonly {
  readonly name: string;
  readonly values: readonly number[];
  readonly options: Partial<MonitorOptions>;
  readonly epochs: number;
  readonly kept: number;
}[] = [
  {
    name: "the last epoch is kept unless asked otherwise",
    values: [1, 0.5, 2],
    options: {},
    epochs: 3,
    kept: 3,
  },
  {
    name: "keep = best keeps the best epoch and runs to the end",
    values: [1, 0.5, 2],
    options: { keep: "best" },
    epochs: 3,
    kept: 2,
  },
  {
    name: "the first of equal epochs is kept",
    values: [1, 0.5, 0.5, 0.5],
    options: { keep: "best" },
    epochs: 4,
    kept: 2,
  },
  {
    name: "patience = 1 stops after the first epoch that is not better",
    values: [1, 0.5, 0.5, 0.1],
    options: { patience: 1 },
    epochs: 3,
    kept: 2,
  },
  {
    name: "patience = 2 waits for one epoch more",
    values: [1, 2, 0.9, 2, 3, 0],
    options: { patience: 2 },
    epochs: 5,
    kept: 3,
  },
  {
    name: "a better epoch starts the waiting anew",
    values: [5, 6, 4, 6, 3, 6],
    options: { patience: 2 },
    epochs: 6,
    kept: 5,
  },
  {
    name: "an epoch must be better by more than min_delta",
    values: [1, 0.9, 0.8, 0.7],
    options: { patience: 2, min_delta: 0.25 },
    epochs: 3,
    kept: 1,
  },
  {
    name: "small steps count from the best epoch, not from the last",
    values: [1, 0.9, 0.8, 0.7],
    options: { keep: "best", min_delta: 0.25 },
    epochs: 4,
    kept: 4,
  },
  {
    name: "accuracy is better where it is larger",
    values: [0.5, 0.9, 0.7, 0.6],
    options: { patience: 2, monitor: "valid_accuracy" },
    epochs: 4,
    kept: 2,
  },
  {
    name: "the training loss can be watched",
    values: [3, 2, 4],
    options: { patience: 1, monitor: "train_loss" },
    epochs: 3,
    kept: 2,
  },
  {
    name: "NaN is never better",
    values: [1, NaN, NaN, 0.5],
    options: { patience: 2 },
    epochs: 3,
    kept: 1,
  },
  {
    name: "after NaN at first, a number is better",
    values: [NaN, 3, 2],
    options: { keep: "best" },
    epochs: 3,
    kept: 3,
  },
  {
    name: "an infinite loss is never better, and an accuracy cannot be",
    values: [Infinity, -Infinity, 7],
    options: { keep: "best" },
    epochs: 3,
    kept: 3,
  },
  {
    name: "where nothing is ever better, the first epoch is kept",
    values: [NaN, NaN, NaN],
    options: { patience: 3 },
    epochs: 3,
    kept: 1,
  },
];

for (const { name, values, options, epochs, kept } of cases) {
  Deno.test(name, () => assert.deepEqual(watchOf(values, options), { epochs, kept }));
}

Deno.test("the best epoch is known whatever is kept, as soon as the monitor is a number", () => {
  const watch = createWatch({ keep: "last", monitor: "valid_loss", min_delta: 0.25 });
  const bests = [NaN, 1, 0.9, 0.5, 2].map((loss, at) => {
    const record = { epoch: at + 1, learningRate: 1, train: {}, valid: { loss }, after: {} };
    return watch(record).best;
  });
  assert.deepEqual(bests, [undefined, 2, 2, 4, 4]);
});
