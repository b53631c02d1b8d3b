/** Pictures from their bytes to answers: they stay bytes until a step takes them. */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { decodeModel } from "../../compiler/backends/onnx/decode.ts";
import { stepStages } from "../../compiler/compile.ts";
import { spanGraph } from "../../compiler/step/span.ts";
import { runFile } from "../../runtime/commands/run_file.ts";
import type { ReadingStand } from "../../runtime/files/access.ts";
import { predictDataset } from "../../runtime/inference/predict_dataset.ts";
import { checkFile } from "../../runtime/commands/check.ts";
import pictures from "../fixtures/pictures.json" with { type: "json" };
import { bytesOf } from "../runtime/formats/arrays.ts";
import { inFolder } from "../runtime/pipelines.ts";

const [rows, height, width] = [60, 4, 3];
const size = height * width;
/** Bright above in the first class, below in the second; the last column is dark everywhere. */
const pixel = (row: number, place: number) => {
  const line = Math.floor(place / width);
  if (place % width === width - 1) return 0;
  return (line < 2) === (row % 2 === 0) ? 200 + (row * 7 + place) % 50 : (row + place) % 30;
};

function idx(shape: readonly number[], byte: (at: number) => number): Uint8Array {
  const count = shape.reduce((product, dim) => product * dim);
  const header = [0, 0, 8, shape.length, ...shape.flatMap((dim) => [0, 0, 0, dim])];
  return Uint8Array.of(...header, ...Array.from({ length: count }, (_, at) => byte(at)));
}

const colours = (row: number, place: number) => (row * 31 + place * 17) % 256;

async function run(load: string, lines: readonly string[]) {
  return await inFolder(async (folder) => {
    await Deno.writeFile(
      join(folder, "x.idx"),
      idx([rows, height, width], (at) => pixel(Math.floor(at / size), at % size)),
    );
    await Deno.writeFile(join(folder, "y.idx"), idx([rows], (at) => at % 2));
    await Deno.writeFile(
      join(folder, "c.idx"),
      idx([rows, height, width, 3], (at) => colours(Math.floor(at / (3 * size)), at % (3 * size))),
    );
    const text = ["pipe 1", `load ${load}`, "split holdout(test = 20%, seed = 1)", ...lines];
    await Deno.writeTextFile(join(folder, "x.pipe"), text.join("\n") + "\n");
    return await runFile("x.pipe", { context: { workingDirectory: folder, allowed: [] } });
  });
}

const stages = [
  "model { linear(classes) }",
  "loss cross_entropy",
  "optimizer sgd(lr = 0.5)",
  "train(epochs = 20, batch = 8)",
  "metric accuracy",
];

Deno.test("pictures train, and the finished model takes them as bytes", async () => {
  const load = 'idx("x.idx", labels = "y.idx", classes = [up, down])';
  const result = await run(load, ["scale divide(255)", ...stages]);
  const { prepared, model, metrics } = result;
  assert.equal(metrics.parts.test!.accuracy, 1);
  const [input] = decodeModel(model).graph.inputs;
  assert.deepEqual(
    [input.name, input.elementType, input.shape],
    ["image", "uint8", ["N", height, width, 1]],
  );
  const answers = await predictDataset(prepared.dataset, model);
  assert(answers.kind === "classes");
  assert.deepEqual(
    answers.label,
    Array.from({ length: rows }, (_, row) => row % 2 === 0 ? "up" : "down"),
  );
});

Deno.test("pictures are brought to another size by the graph, and what is learnt is of that size", async () => {
  const lines = ["column image: image(size = [2, 3])", "scale standard", ...stages];
  const { prepared, model, metrics } = await run('idx("x.idx", labels = "y.idx")', lines);
  const { program: { features, statistics }, parts: [train] } = prepared;
  assert.deepEqual([features.length, features[4].name], [6, "image_1_1"]);
  assert.deepEqual(train.features.shape.slice(1), [height, width, 1]);
  assert.equal(metrics.parts.test!.accuracy, 1);
  // Of 4 lines 2 are made: the first of the lines 0, 1 and 2, with 3, 3 and 1 in 7 parts.
  const above = (row: number) =>
    (3 * pixel(row, 1) + 3 * pixel(row, width + 1) + pixel(row, 2 * width + 1)) / 7;
  const values = [...train.indices].map(above);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  // Sums in float64 of the same numbers in another order.
  assert(Math.abs(Number(statistics.scalings.get("image_0_1")![0].mean) - mean) < 1e-9);
  const [input] = decodeModel(model).graph.inputs;
  assert.deepEqual(input.shape, ["N", height, width, 1]);
});

Deno.test("the rows of a training are bytes, which a step makes ready behind its gather", async () => {
  const { prepared } = await run('idx("x.idx", labels = "y.idx")', ["scale standard", ...stages]);
  for (const { features, rows } of prepared.parts) {
    assert.deepEqual([features.type, features.shape], ["uint8", [rows, height, width, 1]]);
  }
  const { training } = prepared.program;
  assert(training);
  assert.equal(stepStages(prepared.program), training);
  const { captured: [features] } = spanGraph(training, { batch: 8, isRagged: false });
  assert.deepEqual(features.type, { dtype: "uint8", shape: ["R", height, width, 1] });
});

for (const over of ["feature", "channel", "all"] as const) {
  Deno.test(`pixels are scaled over each ${over} by what the training rows say`, async () => {
    const scale = `scale standard(over = ${over})`;
    const { prepared } = await run('idx("c.idx", labels = "y.idx")', [scale, ...stages]);
    const { program: { features, statistics }, parts: [train] } = prepared;
    assert.equal(features.length, 3 * size);
    assert.deepEqual(
      [features[0].name, features[size].name, features.at(-1)!.name],
      ["image_red_0_0", "image_green_0_0", "image_blue_3_2"],
    );
    for (const [at, { name }] of features.entries()) {
      const channel = Math.floor(at / size);
      const isPooled = (place: number) =>
        over === "all" || place % 3 === channel &&
          (over === "channel" || Math.floor(place / 3) === at % size);
      const values = [...train.indices].flatMap((row) =>
        Array.from({ length: 3 * size }, (_, place) => place).filter(isPooled)
          .map((place) => colours(row, place))
      );
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      const [learnt] = statistics.scalings.get(name)!;
      // Both are sums in float64 of whole numbers: only their order differs.
      assert(Math.abs(Number(learnt.mean) - mean) < 1e-9, `${name}: ${learnt.mean}, ${mean}`);
      assert(Math.abs(Number(learnt.spread) - Math.sqrt(variance)) < 1e-9, name);
    }
  });
}

Deno.test("of a folder of pictures it is told how many of its files are read", async () => {
  await inFolder(async (folder) => {
    for (const path of ["cat/1", "cat/2", "dog/1"]) {
      await Deno.mkdir(join(folder, "pets", dirname(path)), { recursive: true });
      const png = bytesOf(pictures.pictures["rgb.png"].file);
      await Deno.writeFile(join(folder, `pets/${path}.png`), png);
    }
    const text = ["pipe 1", 'load images("pets")', ...stages.slice(0, 2)];
    await Deno.writeTextFile(join(folder, "x.pipe"), text.join("\n") + "\n");
    const stands: ReadingStand[] = [];
    const onRead = (stand: ReadingStand) => void stands.push(stand);
    const warnings = await checkFile(join(folder, "x.pipe"), {
      workingDirectory: folder,
      allowed: [],
      onRead,
    });
    assert.deepEqual(warnings, []);
    const size = 3;
    assert.deepEqual(stands, [1, 2, 3].map((read) => ({ path: "pets", read, size })));
  });
});
