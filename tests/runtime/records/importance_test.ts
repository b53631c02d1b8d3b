/** What shuffling a column does to the main metric: by hand, and bounded. */
import type { Importance, NoImportance } from "../../../report/input/records.ts";
import assert from "node:assert/strict";
import { randomFor, randomOrder } from "../../../compiler/initializers/random.ts";
import { run } from "../../../runtime/commands/run.ts";
import { askedModel } from "../../models/kinds.ts";
import { loadRings, noAccess, sourceOf } from "../pipelines.ts";

async function importanceIn(lines: readonly string[]): Promise<Importance> {
  const { records: { importance } } = await run(sourceOf(lines), { name: "x", access: noAccess });
  assert(importance && !("left_out" in importance), JSON.stringify(importance));
  return importance;
}

const count = 12;
const values = Array.from({ length: count }, (_, row) => (row * row) % 7);

/** A model that is written out: nothing is trained. */
function written(
  cells: readonly (readonly (number | string)[])[],
  ...stages: readonly string[]
): readonly string[] {
  return [
    "seed 3",
    `load rows(${JSON.stringify(cells)}, target = y, columns = [a, b, y])`,
    ...stages,
  ];
}

/** The mean distance of some numbers from themselves in each of five other orders. */
function distances(column: string, seed: number, numbers: readonly number[]): number[] {
  return Array.from({ length: 5 }, (_, shuffle) => {
    const order = randomOrder(
      numbers.length,
      randomFor(seed, "importance", `${column}/${shuffle}`),
    );
    const off = numbers.map((number, row) => Math.abs(numbers[order[row]] - number));
    return off.reduce((sum, each) => sum + each, 0) / numbers.length;
  });
}

function assertNear(actual: readonly (number | null)[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  // A few roundings of float32 in a mean of small numbers.
  actual.forEach((each, at) =>
    assert(Math.abs((each ?? NaN) - expected[at]) < 1e-5, `${actual} and ${expected}`)
  );
}

Deno.test("a column that the model does not use is worth nothing, exactly; another what its shuffles cost", async () => {
  const cells = values.map((value, row) => [value, row, 2 * value]);
  const model = ["model {", "  linear(1, weight = [[2, 0]], bias = [0])", "}", "loss mse"];
  const { base, columns, ...rest } = await importanceIn(written(cells, ...model, "metric mae"));
  assert.deepEqual(rest, { part: "train", rows: count, metric: "mae", shuffles: 5 });
  assert.equal(base, 0);
  assert.deepEqual(columns.map(({ column }) => column), ["a", "b"]);
  assert.deepEqual(columns[1].drops, [0, 0, 0, 0, 0]);
  // A lower error is better, so that a larger one is a drop.
  assertNear(columns[0].drops, distances("a", 3, values).map((each) => 2 * each));
  assert(columns[0].drops.every((drop) => (drop ?? 0) > 0));
});

Deno.test("a column of words is shuffled as one, with all features that are made of it", async () => {
  const words = ["x", "y", "z"];
  const cells = values.map((value, row) => [value, words[row % 3], row % 3]);
  // The features are a, b=x, b=y and b=z, of which the answer takes 0, 1 and 2.
  const model = ["model {", "  linear(1, weight = [[0, 0, 1, 2]], bias = [0])", "}", "loss mse"];
  const { columns: [a, b] } = await importanceIn(
    written(cells, "encode one_hot", ...model, "metric mae"),
  );
  assert.deepEqual(a.drops, [0, 0, 0, 0, 0]);
  assertNear(b.drops, distances("b", 3, values.map((_, row) => row % 3)));
});

Deno.test("where more is better, what becomes less is a drop, and the first such metric counts", async () => {
  const cells = values.map((value, row) => [value - 3, row, value > 3 ? "high" : "low"]);
  const model = [
    ...["model {", "  linear(1, weight = [[-1, 0]], bias = [0.5])", "}"],
    ...["loss binary_cross_entropy", "metric confusion_matrix, accuracy, f1"],
  ];
  const { metric, base, columns: [a, b] } = await importanceIn(written(cells, ...model));
  assert.deepEqual([metric, base], ["accuracy", 1]);
  const isHigh = values.map((value) => Number(value > 3));
  assertNear(a.drops, distances("a", 3, isHigh));
  assert.deepEqual(b.drops, [0, 0, 0, 0, 0]);
});

const rings = [
  loadRings(60),
  "split holdout(valid = 10, test = 12, seed = 1)",
  ...["model {", "  linear(4)", "  tanh", "  linear(classes)", "}", "loss cross_entropy"],
  ...["optimizer adam(lr = 0.05)", "train(epochs = 20, batch = 10)"],
];

Deno.test("importance is of test rows, by the usual metric, and the same for the same seed", async () => {
  const first = await importanceIn(rings);
  assert.deepEqual([first.part, first.rows, first.metric], ["test", 12, "accuracy"]);
  assert.deepEqual(await importanceIn(rings), first);
  const valid = rings.map((line) => line.replace("test = 12, ", ""));
  assert.equal((await importanceIn(valid)).part, "valid");
});

Deno.test("without a loss nothing says what is answered, and no column is judged", async () => {
  const lines = [loadRings(20), "model {", "  linear(4)", "}"];
  const { records } = await run(sourceOf(lines), { name: "x", access: noAccess });
  assert.equal(records.importance, undefined);
});

Deno.test("no model with a loss is without importance but that of images", async () => {
  for (const name of ["several labels", "several numbers", "words, days and holes"]) {
    const { result: { records: { importance }, prepared } } = await askedModel(name);
    assert(importance && "columns" in importance);
    assert.deepEqual(
      importance.columns.map(({ column }) => column),
      prepared.dataset.columns.map(({ schema }) => schema.name),
    );
    assert(importance.columns.every(({ drops }) => drops.every(Number.isFinite)));
  }
  const { result: { records: { importance } } } = await askedModel("pictures");
  assert.equal(importance, undefined);
});

async function leftOut(columns: number, width: number): Promise<NoImportance["left_out"]> {
  const names = [...Array.from({ length: columns }, (_, at) => `c${at}`), "y"];
  const cells = Array.from(
    { length: 80 },
    (_, row) => names.map((_, at) => (row * (at + 3)) % 11),
  );
  const { records: { importance } } = await run(
    sourceOf([
      `load rows(${JSON.stringify(cells)}, target = y, columns = [${names.join(", ")}])`,
      ...["model {", `  linear(${width})`, "  linear(1)", "}", "loss mse"],
    ]),
    { name: "x", access: noAccess },
  );
  return importance && "left_out" in importance ? importance.left_out : "";
}

Deno.test("too many columns, and too many of them for the parameters, are told", async () => {
  assert.equal(await leftOut(101, 1), "there are 101 columns, and 100 are tried at most");
  const reason = "with so many columns and parameters it would take too long";
  assert.equal(await leftOut(90, 5000), reason);
  assert.equal(await leftOut(90, 1), "");
});
