/** Rows go through a model block by block: what comes out is as if they had gone at once. */
import assert from "node:assert/strict";
import { frameFromCsv } from "../../../runtime/formats/csv_frame.ts";
import { type CategoryColumn, type NumberColumn, tabular } from "../../../runtime/data/column.ts";
import type { FeatureColumn } from "../../../runtime/data/feature_columns.ts";
import { floatsOf } from "../../../runtime/engine/tensor.ts";
import { memoryBytes } from "../../../runtime/files/byte_source.ts";
import { predict } from "../../../runtime/inference/predict.ts";
import { matrix, rawBlocks } from "../../../runtime/prepare/model_inputs.ts";
import { run } from "../../../runtime/commands/run.ts";
import { noAccess, prepareSource, sourceOf } from "../pipelines.ts";

const rows = 20_000;
const words = ["red", "green", "blue"];
const wordOf = (row: number) => words[row % 7 % 3];
const csv = `a,b,word,y\n${
  Array.from({ length: rows }, (_, row) => `${row},${row / 8},${wordOf(row)},${row % 2}`).join("\n")
}\n`;
const access = {
  ...noAccess,
  open: () => Promise.resolve(memoryBytes(new TextEncoder().encode(csv))),
};

function columns(): readonly FeatureColumn[] {
  const [a, b, word] = frameFromCsv("x.csv", csv).columns.map(tabular);
  return [
    { schema: { kind: "number", name: "a", isWide: false }, cells: a as NumberColumn },
    { schema: { kind: "number", name: "b", isWide: false }, cells: b as NumberColumn },
    { schema: { kind: "category", name: "word" }, cells: word as CategoryColumn },
  ];
}

Deno.test("blocks of raw rows hold every row once, in the order that is asked for", () => {
  const schema = { columns: columns().map(({ schema }) => schema) };
  const order = Int32Array.from({ length: rows - 1 }, (_, at) => rows - 1 - at);
  let next = 0;
  for (const block of rawBlocks(schema, columns(), order)) {
    assert.equal(block.start, next);
    const { numeric: numbers, word } = block.inputs;
    assert.deepEqual(numbers.shape, [block.rows, 2]);
    assert(word.type === "string");
    for (let at = 0; at < block.rows; at++) {
      const row = order[next + at];
      assert.deepEqual([...floatsOf(numbers).subarray(2 * at, 2 * at + 2)], [row, row / 8]);
      assert.equal(word.data[at], wordOf(row));
    }
    next += block.rows;
  }
  assert.equal(next, order.length);
  const blocks = [...rawBlocks(schema, columns(), order)];
  assert(blocks.length > 1);
});

Deno.test("a matrix has the values of its columns, whatever their type", () => {
  const frame = frameFromCsv("x.csv", "a,b,c\n7,0.5,1700000001\n255,-2.25,1e300\n0,3,4\n");
  const numeric = frame.columns.map((column) => column as NumberColumn);
  assert.deepEqual(
    numeric.map(({ values }) => values.constructor),
    [Uint8Array, Float32Array, Float64Array],
  );
  const { data, shape } = matrix(Int32Array.of(2, 0), numeric);
  assert.deepEqual(shape, [2, 3]);
  assert.deepEqual([...data], [0, 3, 4, 7, 0.5, Math.fround(1700000001)]);
});

const pipeline = sourceOf([
  'load csv("x.csv", target = y, categories = word)',
  "scale standard",
  "model { linear(classes) }",
  "loss cross_entropy",
]);

Deno.test("features are those of all rows, scaled by the statistics of all of them", async () => {
  const { parts: [part] } = await prepareSource(pipeline, { access });
  const features = floatsOf(part.features);
  assert.deepEqual(part.features.shape, [rows, 5]);
  const mean = (rows - 1) / 2;
  const deviation = Math.sqrt((rows ** 2 - 1) / 12);
  for (const row of [0, 1, 8191, 8192, 12_345, rows - 1]) {
    const [a, b, ...one] = features.subarray(5 * row, 5 * row + 5);
    // A few roundings in float32.
    assert(Math.abs(a - (row - mean) / deviation) < 1e-6);
    assert(Math.abs(b - a) < 1e-6);
    assert.deepEqual(one, ["blue", "green", "red"].map((word) => word === wordOf(row) ? 1 : 0));
  }
});

Deno.test("a finished model answers many rows as it answers each", async () => {
  const { model } = await run(pipeline, { name: "x", access });
  const answersFor = (text: string) =>
    predict({ model, modelName: "model.onnx", frame: frameFromCsv("rows.csv", text) });
  const all = await answersFor(csv);
  assert(all.kind === "classes");
  assert.equal(all.rows, rows);
  assert.equal(all.label.length, rows);
  const [header, ...lines] = csv.trimEnd().split("\n");
  for (const row of [0, 8191, 8192, rows - 1]) {
    const one = await answersFor(`${header}\n${lines[row]}\n`);
    assert(one.kind === "classes");
    assert.deepEqual(one.label, [all.label[row]]);
    assert.deepEqual([...one.probability], [...all.probability.subarray(2 * row, 2 * row + 2)]);
  }
});
