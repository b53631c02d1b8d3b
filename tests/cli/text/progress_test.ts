import assert from "node:assert/strict";
import { liveProgress, plainProgress } from "../../../cli/text/progress.ts";
import type { EpochRecord } from "../../../mod.ts";

function record(epoch: number): EpochRecord {
  const scores = { loss: 1 / epoch, accuracy: 0.5, f1: 0.25, recall: 0.125 };
  return { epoch, learningRate: 0.1, train: scores, valid: { loss: 2 / epoch }, after: {} };
}

function linesOf(epochs: number): readonly string[] {
  const lines: string[] = [];
  const progress = plainProgress((line) => void lines.push(line));
  for (let epoch = 1; epoch <= epochs; epoch++) progress.epoch(record(epoch), epochs);
  progress.stop();
  return lines;
}

Deno.test("without a terminal there are about twenty lines, whatever the epochs", () => {
  assert.equal(linesOf(3).length, 3);
  assert.equal(linesOf(20).length, 20);
  for (const epochs of [21, 50, 1000, 12_345]) {
    const lines = linesOf(epochs);
    assert(lines.length > 10 && lines.length <= 22, `${epochs}: ${lines.length}`);
    assert(lines[0].trimStart().startsWith("epoch") && lines.at(-1)!.includes(`${epochs}/`));
  }
});

Deno.test("a line has the first three scores of each part, aligned", () => {
  assert.equal(
    linesOf(10)[1],
    "epoch  2/10  train loss 0.5000  train accuracy 0.5000  train f1 0.2500  valid loss 1.0000",
  );
});

Deno.test("a plain line on a narrow screen says less", () => {
  const lines: string[] = [];
  plainProgress((line) => void lines.push(line), 40).epoch(record(2), 10);
  assert.deepEqual(lines, [" 2/10  loss train 0.5000 valid 1.0000"]);
});

/** What a screen shows while the epochs of a training end, `msEach` apart. */
function liveRun(ended: number, { epochs, msEach }: { epochs: number; msEach: number }) {
  const said: string[] = [];
  const shown: string[] = [];
  let time = 0;
  let isOpen = true;
  let onScreen = "";
  const line = {
    show(textFor: (width: number) => string) {
      onScreen = textFor(79);
      shown.push(onScreen);
    },
    clear: () => void (onScreen = ""),
    stop() {
      onScreen = "";
      isOpen = false;
    },
  };
  const say = (text: string) => {
    assert.equal(onScreen, "", "a line is printed beside the live one");
    said.push(text);
  };
  const progress = liveProgress({ line, width: () => 80, now: () => time }, say);
  time = 5000; // reading the data
  progress.begin();
  for (let epoch = 1; epoch <= ended; epoch++) {
    time += msEach;
    progress.epoch(record(epoch), epochs);
  }
  progress.stop();
  assert(!isOpen && onScreen === "");
  return { shown, epochsSaid: said.map((text) => Number(/\d+/.exec(text))) };
}

const range = (from: number, to: number, by: number) =>
  Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, at) => from + at * by);

Deno.test("every epoch of a short run stays readable, every tenth of a longer one", () => {
  const saidOf = (epochs: number) => liveRun(epochs, { epochs, msEach: 1000 }).epochsSaid;
  assert.deepEqual(saidOf(20), range(1, 20, 1));
  assert.deepEqual(saidOf(21), [1, 10, 20, 21]);
  assert.deepEqual(saidOf(200), [1, ...range(10, 200, 10)]);
  assert.deepEqual(saidOf(1000), [1, ...range(10, 1000, 10)]);
  assert.deepEqual(saidOf(5000), [1, ...range(50, 5000, 50)]);
});

Deno.test("the last epoch stays readable where training stops early, and only once", () => {
  assert.deepEqual(liveRun(34, { epochs: 100, msEach: 1000 }).epochsSaid, [1, 10, 20, 30, 34]);
  assert.deepEqual(liveRun(30, { epochs: 100, msEach: 1000 }).epochsSaid, [1, 10, 20, 30]);
  assert.deepEqual(liveRun(0, { epochs: 100, msEach: 1000 }).epochsSaid, []);
});

Deno.test("the time left is counted from the first epoch on, not from the reading of the data", () => {
  const { shown } = liveRun(2, { epochs: 10, msEach: 1000 });
  assert.match(shown[1], /epoch {2}2\/10 .* 8s left/);
});

Deno.test("short epochs do not draw the line faster than can be read", () => {
  const { shown } = liveRun(100, { epochs: 10_000, msEach: 1 });
  assert(shown.length <= 3, `${shown.length}`);
});
