/** What is shown of a training on screens of different widths. */
import assert from "node:assert/strict";
import {
  describeSeconds,
  finishedLine,
  progressLine,
  type Stand,
} from "../../../cli/text/progress_line.ts";
import { assertGolden } from "../../golden.ts";

const golden = new URL("golden/progress_lines.txt", import.meta.url);

const classes: Stand = {
  epochs: 60,
  secondsLeft: 75,
  record: {
    epoch: 12,
    learningRate: 0.1,
    train: { loss: 0.5, accuracy: 0.875, f1: 0.75 },
    valid: { loss: 0.625, accuracy: 0.8125, f1: 0.6875 },
    after: {},
    best: 11,
  },
};

const stands: Readonly<Record<string, Stand>> = {
  "classes, with validation rows": {
    ...classes,
    record: {
      ...classes.record,
      train: { loss: 0.5, accuracy: 0.875 },
      valid: { loss: 0.625, accuracy: 0.8125 },
    },
  },
  "three scores": classes,
  "one of many epochs": {
    ...classes,
    epochs: 10_000,
    record: { ...classes.record, epoch: 9876, best: 1234 },
    secondsLeft: 4,
  },
  "no validation rows": {
    epochs: 3,
    secondsLeft: 7500,
    record: { epoch: 1, learningRate: 0.1, train: { loss: 0.5 }, valid: {}, after: {} },
  },
  "huge and tiny numbers": {
    ...classes,
    record: { ...classes.record, train: { loss: 1.5e30 }, valid: { loss: 2.5e-30 } },
  },
};

/** A screen of so many columns leaves the last one free. */
const widths = [20, 40, 60, 80, 120, 200];

Deno.test("numbers come first, then the best epoch and the time left, then a bar in what is left", async () => {
  const blocks = Object.entries(stands).map(([name, stand]) => {
    const lines = widths.flatMap((width) => [
      `${width} columns`,
      `  ${progressLine(stand, width - 1)}`,
      `  ${finishedLine(stand, width - 1)}`,
    ]);
    return [`# ${name}`, ...lines].join("\n");
  });
  await assertGolden(golden, blocks.join("\n\n") + "\n");
});

Deno.test("no line is wider than the screen, whatever its width", () => {
  for (const stand of Object.values(stands)) {
    for (let width = 0; width <= 220; width++) {
      assert(progressLine(stand, width).length <= width);
      assert(finishedLine(stand, width).length <= width);
    }
  }
});

Deno.test("from 40 columns on there is a number of each part", () => {
  for (const stand of Object.values(stands)) {
    for (let width = 39; width <= 220; width++) {
      const isTold = (line: string) =>
        /train/.test(line) && (!stand.record.valid.loss || /valid/.test(line));
      assert(isTold(progressLine(stand, width)) && isTold(finishedLine(stand, width)), `${width}`);
    }
  }
});

Deno.test("the bar grows from nothing to all of it", () => {
  const barAt = (epoch: number) =>
    progressLine({ ...classes, record: { ...classes.record, epoch } }, 250).split("  ").at(-1);
  assert.deepEqual([0, 30, 60].map(barAt), [
    "░".repeat(40),
    "█".repeat(20) + "░".repeat(20),
    "█".repeat(40),
  ]);
});

Deno.test("time is told in the two units that matter", () => {
  const times = [0, 0.2, 59, 60, 61.5, 3599.5, 3600, 7500].map(describeSeconds);
  assert.deepEqual(times, [
    ...["0s", "1s", "59s", "1m 00s", "1m 02s"],
    ...["1h 00m", "1h 00m", "2h 05m"],
  ]);
});
