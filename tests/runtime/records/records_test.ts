/** `records.json.gz` says without the model what it answered, and stays small. */
import type { Records } from "../../../report/input/records.ts";
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { RunResult } from "../../../runtime/commands/finish_run.ts";
import { run } from "../../../runtime/commands/run.ts";
import { numberColumn } from "../../../runtime/data/column.ts";
import { predictDataset } from "../../../runtime/inference/predict_dataset.ts";
import { numbersIn, type Predictions } from "../../../runtime/inference/predictions.ts";
import { decodeRecords, encodeRecords } from "../../../runtime/records/records.ts";
import { spanGraph } from "../../../compiler/step/span.ts";
import { listStep } from "../../../compiler/step/step_listing.ts";
import { askedModel, kinds } from "../../models/kinds.ts";
import { accessFor } from "../../../runtime/files/access.ts";
import { inFolder, loadRings, noAccess, sourceOf, writeFiles } from "../pipelines.ts";

/** As they are read from the file. */
function recordsFrom({ records }: RunResult): Records {
  return decodeRecords(encodeRecords(records));
}

async function recorded(
  lines: readonly string[],
  access = noAccess,
): Promise<RunResult & { readonly records: Records }> {
  const result = await run(sourceOf(lines), { name: "x", access });
  return { ...result, records: recordsFrom(result) };
}

/** 7 digits are written, and the model answers alike in blocks of another size. */
const tolerance = 1e-5;

function assertNear(some: readonly (number | null)[], others: ArrayLike<number>): void {
  assert.equal(some.length, others.length);
  some.forEach((value, at) => {
    const other = others[at];
    assert(
      Math.abs((value ?? NaN) - other) <= tolerance * Math.max(1, Math.abs(other)),
      `${value} and ${other}`,
    );
  });
}

function labelsOf(predictions: Predictions): readonly (number | string)[] | undefined {
  if (predictions.kind === "numbers") return undefined;
  return [...predictions.label];
}

for (const name of Object.keys(kinds)) {
  Deno.test(`the records of a model that answers with ${name} are its answers`, async () => {
    const { result } = await askedModel(name);
    const { parts, answers, columns } = recordsFrom(result);
    const { dataset } = result.prepared;
    const all = await predictDataset(dataset, result.model);
    const train = parts.train!;
    assert.deepEqual(train.recorded, Array.from({ length: dataset.rows }, (_, row) => row));
    assertNear(train.answers, numbersIn(all));
    const labels = train.labels?.map((code) =>
      answers.kind === "classes" ? answers.names[code] : code
    );
    assert.deepEqual(labels, labelsOf(all));
    assert.equal(answers.kind, all.kind);
    assert.deepEqual(answers.names, all.kind === "classes" ? all.classes : all.names);
    const target = dataset.target!;
    const targets = target.kind === "classes"
      ? [...target.codes]
      : Array.from({ length: dataset.rows }, (_, row) =>
        target.columns.map(({ values }) => values[row])).flat();
    assertNear(train.targets!, targets);
    assert.deepEqual(
      columns.map((column) => column.name),
      result.prepared.profile.map((column) => column.name),
    );
  });
}

Deno.test("cells are recorded as they are, and nothing where there is none", async () => {
  const { result } = await askedModel("words, days and holes");
  const { parts: { train } } = recordsFrom(result);
  const { a, colour, day, wide } = train!.cells!.columns;
  assert.deepEqual(
    [a[0], a[1], colour[2], day[0], wide[3]],
    // 7 digits of a large number.
    [null, Number(Math.sin(1).toFixed(3)), "grün", Date.UTC(2024, 0, 10) / 1000, 1e9],
  );
});

Deno.test("some images are recorded, those with the largest errors too", async () => {
  const { result } = await askedModel("pictures");
  const { images, parts: { train } } = recordsFrom(result);
  assert(images && train);
  assert.equal(train.cells, undefined);
  assert.deepEqual(images.shape, [4, 3, 1]);
  const bytes = Uint8Array.from(atob(images.bytes), (char) => char.charCodeAt(0));
  assert.deepEqual(
    [...bytes.subarray(0, 12)],
    Array.from({ length: 12 }, (_, at) => ((images.rows[0] * 12 + at) * 37) % 256),
  );
  const wrong = train.labels!.flatMap((label, at) => label === train.targets![at] ? [] : [at]);
  assert(wrong.every((row) => images.rows.includes(row)), `${images.rows} without ${wrong}`);
});

const rings = (rows: number, ...train: readonly string[]) => [
  loadRings(rows),
  "split holdout(valid = 10, test = 10, seed = 1)",
  ...["model {", "  linear(4)", "  tanh", "  linear(classes)", "}", "loss cross_entropy"],
  ...train,
];

Deno.test("two columns give a surface, which is what the model answers there", async () => {
  const { records: { surface }, prepared, model } = await recorded(
    rings(60, "optimizer adam(lr = 0.05)", "train(epochs = 20, batch = 10)"),
  );
  assert(surface);
  assert.deepEqual(surface.columns, ["x", "y"]);
  const [xs, ys] = surface.axes;
  assert.deepEqual([xs.length, ys.length, surface.answers.length], [141, 141, 141 * 141 * 2]);
  const corners = [[0, 0], [0, 140], [70, 3], [140, 140]];
  const columns = prepared.dataset.columns.map(({ schema }, column) => ({
    schema,
    cells: numberColumn(
      schema.name,
      Float64Array.from(corners, (corner) => surface.axes[column][corner[column]]),
    ),
  })) as typeof prepared.dataset.columns;
  const answers = numbersIn(
    await predictDataset({ ...prepared.dataset, columns, rows: corners.length }, model),
  );
  corners.forEach(([x, y], at) => {
    const there = surface.answers[(x * 141 + y) * 2] ?? NaN;
    // 4 digits are recorded of an answer, and 7 of the values of an axis.
    assert(Math.abs(there - answers[2 * at]) < 1e-3, `${there} and ${answers[2 * at]}`);
  });
  const [x] = prepared.dataset.columns;
  assert(x.cells.kind === "number" && xs[0] < x.cells.range.low && xs[140] > x.cells.range.high);
});

Deno.test("one column gives a curve; three, words and codes give none", async () => {
  const cells = JSON.stringify(Array.from({ length: 20 }, (_, row) => [row, 2 * row + 1]));
  const line = (...model: readonly string[]) => [
    `load rows(${cells}, target = y, columns = [x, y])`,
    ...["model {", ...model, "  linear(1)", "}", "loss mse"],
    ...["optimizer adam(lr = 0.01)", "train(epochs = 2, batch = 5)"],
  ];
  const { records: { surface } } = await recorded(line());
  assert.deepEqual([surface?.axes.length, surface?.answers.length], [1, 281]);
  const coded = await recorded(line("  embedding(20, 2)", "  flatten"));
  assert.equal(coded.records.surface, undefined);
  for (const name of ["words, days and holes", "pictures"]) {
    assert.equal(recordsFrom((await askedModel(name)).result).surface, undefined);
  }
});

Deno.test("of many epochs some are recorded, the first, the last and the kept one among them", async () => {
  const stages = ["optimizer adam(lr = 0.5)", "train(epochs = 1500, batch = 50, keep = best)"];
  const { records: { history }, trained } = await recorded(rings(60, ...stages));
  const epochs = history.map(({ epoch }) => epoch);
  assert(epochs.length === 1000 || epochs.length === 1001, `${epochs.length}`);
  assert.deepEqual([epochs[0], epochs.at(-1)], [1, 1500]);
  assert(epochs.includes(trained.keptEpoch));
});

Deno.test("the records of many rows and columns are bounded, and the worst rows are in them", async () => {
  const [rows, columns] = [16_000, 60];
  const names = [...Array.from({ length: columns }, (_, at) => `c${at}`), "y"];
  const lines = Array.from({ length: rows }, (_, row) => [
    ...Array.from({ length: columns }, (_, at) => Math.sin(row * (at + 1)).toFixed(4)),
    // One row that no line goes through.
    row === 12_345 ? 1e6 : Math.round(100 * Math.sin(row)),
  ]);
  const { records } = await inFolder(async (folder) => {
    await writeFiles(folder, { "x.csv": [names, ...lines].map((cells) => `${cells}\n`).join("") });
    return await recorded([
      'load csv("x.csv", target = y)',
      "split holdout(test = 14000, seed = 3)",
      ...["model {", "  linear(1)", "}", "loss mse"],
      ...["optimizer adam(lr = 0.01)", "train(epochs = 1, batch = 1000)"],
    ], accessFor(folder, { workingDirectory: folder, allowed: [] }));
  });
  const { train, test } = records.parts;
  assert.deepEqual([train?.rows, train?.recorded.length], [2000, 2000]);
  assert.deepEqual([test?.rows, test?.recorded.length], [14_000, 10_000]);
  const { rows: shown } = test!.cells!;
  assert(shown.length >= 1000 && shown.length <= 1012, `${shown.length}`);
  const worst = test!.recorded.toSorted((one, other) => errorAt(other) - errorAt(one))[0];
  assert(shown.includes(worst));
  const bytes = encodeRecords(records);
  assert(bytes.length < 2 ** 20, `${bytes.length} bytes`);

  function errorAt(row: number): number {
    const at = test!.recorded.indexOf(row);
    return Math.abs(test!.answers[at]! - test!.targets![at]!);
  }
});

Deno.test("the step that trains is recorded by the lines of its pipeline, and so are the layers", async () => {
  const { records: { graph, layers } } = await recorded(
    rings(60, "optimizer sgd(lr = 0.1)", "train(epochs = 1, batch = 10)"),
  );
  assert.deepEqual(layers, [
    { name: "linear_1", kind: "linear", shape: ["N", 4], parameters: 12, file: "x.pipe", line: 5 },
    { name: "tanh_1", kind: "tanh", shape: ["N", 4], parameters: 0, file: "x.pipe", line: 6 },
    { name: "linear_2", kind: "linear", shape: ["N", 2], parameters: 10, file: "x.pipe", line: 7 },
  ]);
  assert(graph);
  assert.equal(graph.left_out, undefined);
  const places = graph.lines.map(({ line, stage, layer }) => [line, stage, layer]);
  assert.deepEqual(places, [
    [2, "load", undefined],
    [5, "model", "linear_1"],
    [6, "model", "tanh_1"],
    [7, "model", "linear_2"],
    [9, "loss", undefined],
    [10, "optimizer", undefined],
    [11, "train", undefined],
  ]);
  assert.deepEqual(graph.lines[2], {
    ...{ file: "x.pipe", line: 6, text: "tanh", stage: "model", layer: "tanh_1" },
    nodes: {
      step: ["tanh_1 = tanh(linear_1) : float32[10, 4]"],
      gradient: [
        "mul_2 = mul(tanh_1, tanh_1) : float32[10, 4]",
        "sub_2 = sub(1, mul_2) : float32[10, 4]",
        "mul_3 = mul(matmul, sub_2) : float32[10, 4]",
      ],
    },
  });
  assert.deepEqual(
    graph.lines[5].nodes.step?.at(-1),
    "next_linear_2.bias = gemm(constant [1, 10], mul, linear_2.bias) {alpha = -1} : float32[1, 2]",
  );
});

Deno.test("of a graph of many nodes the rest is counted, line by line", async () => {
  const layers = Array.from({ length: 40 }, () => ["  linear(3)", "  tanh"]).flat();
  const [load, ...stages] = rings(60, "optimizer sgd(lr = 0.1)", "train(epochs = 1, batch = 10)");
  const lines = stages.flatMap((line) => line === "  tanh" ? layers : [line]);
  const { records: { graph }, prepared } = await recorded([load, ...lines]);
  const told = graph!.lines.flatMap(({ nodes }) => Object.values(nodes).flat());
  const counted = graph!.lines.flatMap(({ more = {} }) => Object.values(more));
  assert.equal(told.length, 400);
  assert.equal(counted.reduce((sum, count) => sum + count, 0), graph!.left_out);
  const all = listStep(
    spanGraph(prepared.program.training!, { batch: 10, isRagged: false }),
    prepared.program.plan,
  );
  assert.equal(told.length + graph!.left_out!, all.length);
  const names = all.map(({ text }) => text.split(" = ")[0]);
  assert.equal(new Set(names).size, names.length);
});

Deno.test("each recorded row tells its line in the file, as a message would", async () => {
  const rows = Array.from({ length: 30 }, (_, row) => [row, row % 7, row % 2 ? "odd" : "even"]);
  const lines = rows.map((row) => row.join(","));
  // Behind a blank line, in a cell of two lines, and without a number: that row is left out.
  lines[3] = `\n${lines[3]}`;
  lines[5] = '5,5,"odd\n?"';
  lines[8] = "8,,even";
  await inFolder(async (folder) => {
    const access = accessFor(folder, { workingDirectory: "/", allowed: [] });
    await writeFiles(folder, { "in/x.csv": ["a,b,y", ...lines, ""].join("\n") });
    const { records: { parts: { train, test } } } = await recorded([
      'load csv("in/x.csv", target = y, missing_rows = drop)',
      "split holdout(test = 9, seed = 2)",
      ...["model {", "  linear(classes)", "}", "loss cross_entropy"],
    ], access);
    const found = new Map(
      [train!, test!].flatMap((part) =>
        part.recorded.map((row, at) => [row, part.lines![at]] as const)
      ),
    );
    assert.deepEqual([train?.file, test?.file], ["x.csv", "x.csv"]);
    const expected = rows.map((_, row) => row)
      .map((row) => row + 2 + Number(row >= 3) + Number(row > 5))
      .filter((_, row) => row !== 8);
    assert.deepEqual(
      expected.map((_, row) => found.get(row)),
      expected,
    );
  });
});

Deno.test("rows that stand in no line of a file have none", async () => {
  const { records: { parts: { train } } } = await recorded(rings(60));
  assert.deepEqual([train?.file, train?.lines], [undefined, undefined]);
});

Deno.test("what are no records is told", () => {
  const reason = /^RangeError: these are no records, or of a later Penstock$/;
  for (const content of ["{", "{}", "null", '{"records": 2}']) {
    assert.throws(() => decodeRecords(gzipSync(content)), reason);
  }
  assert.throws(() => decodeRecords(Uint8Array.of(1, 2, 3)), reason);
});
