import assert from "node:assert/strict";
import { createProgress } from "../../../cli/text/progress.ts";
import type { EpochRecord } from "../../../mod.ts";

function record(epoch: number): EpochRecord {
  const scores = { loss: 1 / epoch, accuracy: 0.5, f1: 0.25, recall: 0.125 };
  return { epoch, learningRate: 0.1, train: scores, valid: { loss: 2 / epoch }, after: {} };
}

function linesOf(epochs: number): readonly string[] {
  const lines: string[] = [];
  const progress = createProgress(false, (line) => void lines.push(line));
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
