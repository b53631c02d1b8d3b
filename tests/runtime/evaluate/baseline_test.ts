/** A model stands beside what always giving the same answer is worth. */
import assert from "node:assert/strict";
import type { Diagnostic } from "../../../dsl/text/diagnostic.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { run, type RunListener } from "../../../runtime/commands/run.ts";
import { accessFor } from "../../../runtime/files/access.ts";
import type { RunResult } from "../../../runtime/commands/finish_run.ts";
import { assertGolden } from "../../golden.ts";
import { inFolder, sourceOf, writeFiles } from "../pipelines.ts";

const goldens = new URL("../golden/baseline/", import.meta.url);

interface Ran {
  readonly baselines: RunResult["metrics"]["baselines"];
  readonly parts: RunResult["metrics"]["parts"];
  readonly told: readonly Diagnostic[];
}

async function ran(table: readonly string[], lines: readonly string[]): Promise<Ran> {
  return await inFolder(async (folder) => {
    await writeFiles(folder, { "x.csv": table.map((line) => `${line}\n`).join("") });
    const told: Diagnostic[] = [];
    const listener: RunListener = { onWarning: (warning) => void told.push(warning) };
    const access = accessFor(folder, { workingDirectory: folder, allowed: [] });
    const source = sourceOf(lines);
    const { metrics: { baselines, parts } } = await run(source, { name: "x", access, listener });
    return { baselines, parts, told: told.filter(({ code }) => code.startsWith("W07")) };
  });
}

const rows = (count: number, of: (row: number) => readonly (number | string)[]) =>
  Array.from({ length: count }, (_, row) => of(row).join());
const train = (rate: number, epochs = 1) => [
  `optimizer sgd(lr = ${rate})`,
  `train(epochs = ${epochs}, batch = 5, shuffle = false)`,
];

/** 30 rows of which 24 are "no"; the first 20 train, the last 10 judge. */
const fraud = [
  "x,y",
  ...rows(30, (row) => [Math.sin(row).toFixed(2), row % 5 === 4 ? "yes" : "no"]),
];
const classes = (rate: number, epochs = 1, count = 10) => [
  'load csv("x.csv", target = y)',
  `split holdout(test = ${count}, shuffle = false)`,
  ...["model {", "  linear(classes)", "}", "loss cross_entropy", ...train(rate, epochs)],
  "metric accuracy",
];

Deno.test("of classes it is the most frequent one of the training rows", async () => {
  const { baselines } = await ran(fraud, classes(0.1));
  assert.deepEqual(baselines, [{
    answer: "most_frequent",
    says: "no",
    parts: { train: { accuracy: 0.8 }, test: { accuracy: 0.8 } },
  }]);
});

Deno.test("of numbers it is the mean and the median, of labels what most rows have", async () => {
  const numbers = ["x,y", ...rows(8, (row) => [row, [1, 2, 4, 9, 1, 2, 4, 9][row]])];
  const { baselines } = await ran(numbers, [
    'load csv("x.csv", target = y)',
    "split holdout(test = 4, shuffle = false)",
    ...["model {", "  linear(1)", "}", "loss mse", ...train(0.001)],
  ]);
  // Errors from 4: 3, 2, 0, 5; from 3: 2, 1, 1, 6.
  const [mean, median] = [{ mse: 9.5, mae: 2.5 }, { mse: 10.5, mae: 2.5 }];
  assert.deepEqual(baselines, [
    { answer: "mean", says: [4], parts: { train: mean, test: mean } },
    { answer: "median", says: [3], parts: { train: median, test: median } },
  ]);
  const labels = ["x,a,b", ...rows(8, (row) => [row, row % 4 === 0 ? 0 : 1, row % 2])];
  const labelled = await ran(labels, [
    'load csv("x.csv", target = [a, b])',
    ...["model {", "  linear(2)", "}", "loss binary_cross_entropy", ...train(0.001)],
  ]);
  // Half of the rows have b: that is not more than have it not.
  assert.deepEqual(labelled.baselines, [
    { answer: "most_frequent", says: [1, 0], parts: { train: { accuracy: 0.25 } } },
  ]);
});

Deno.test("a model that gives one answer is told, and so is one that is no better", async () => {
  const one = await ran(
    fraud,
    classes(1e-9, 1, 20).toSpliced(3, 1, "  linear(classes, weight = [[0], [0]], bias = [1, 0])"),
  );
  await assertGolden(new URL("W0702_one_class.txt", goldens), renderAll(one.told) + "\n");
  const odd = ["x,y", ...rows(60, (row) => [(row % 7) - 3, row % 5 === 4 ? "yes" : "no"])];
  const wrong = await ran(odd, [
    ...classes(1e-9, 1, 30).slice(0, 3),
    "  linear(classes, weight = [[1], [-1]], bias = [0, 0])",
    ...classes(1e-9).slice(4),
  ]);
  await assertGolden(new URL("W0701_class.txt", goldens), renderAll(wrong.told) + "\n");
  const noise = [
    "x,y",
    ...rows(60, (row) => [Math.sin(row).toFixed(3), Math.cos(row * row).toFixed(3)]),
  ];
  const number = (weight: number) => [
    'load csv("x.csv", target = y)',
    "split holdout(test = 30, shuffle = false)",
    ...[
      "model {",
      `  linear(1, weight = [[${weight}]], bias = [0])`,
      "}",
      "loss mse",
      ...train(1e-9),
    ],
  ];
  await assertGolden(
    new URL("W0702_number.txt", goldens),
    renderAll((await ran(noise, number(0))).told) + "\n",
  );
  await assertGolden(
    new URL("W0701_number.txt", goldens),
    renderAll((await ran(noise, number(3))).told) + "\n",
  );
});

Deno.test("of a model that is better, or judged by few rows, nothing is told", async () => {
  const clear = ["x,y", ...rows(60, (row) => [row % 2 ? 1 : -1, row % 2 ? "yes" : "no"])];
  const { told, parts } = await ran(clear, classes(0.5, 20, 30));
  assert.deepEqual([told, parts.test?.accuracy], [[], 1]);
  const few = classes(1e-9, 1, 19).toSpliced(
    3,
    1,
    "  linear(classes, weight = [[0], [0]], bias = [1, 0])",
  );
  assert.deepEqual((await ran(fraud, few)).told, []);
  // Rows that are all alike can have but one answer.
  const alike = ["x,y", ...rows(60, (row) => [row % 3, row < 30 && row % 2 ? "yes" : "no"])];
  const same = classes(1e-9, 1, 30).toSpliced(
    3,
    1,
    "  linear(classes, weight = [[0], [0]], bias = [1, 0])",
  );
  assert.deepEqual((await ran(alike, same)).told.map(({ code }) => code), ["W0701"]);
});
