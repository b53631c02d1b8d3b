import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { dataSection } from "../../../report/sections/data.ts";
import { imagesSection } from "../../../report/sections/images.ts";
import { weightPixels } from "../../../report/pictures/weight_images.ts";
import { hostile, layerOf, numbersColumn, textOfSection, times, tinyRun } from "../parts_runs.ts";

/** Twenty images of 2 x 2 pixels, the tenth and the eleventh answered wrong. */
function imagesRun(names: readonly string[] = ["low", "high"]) {
  const { records } = tinyRun();
  const { train } = records.parts;
  assert(train);
  const column = numbersColumn("image", {
    ...{ type: "image", features: 4 },
    content: { kind: "images", shape: [2, 2, 1] },
  });
  return tinyRun({
    records: {
      columns: [column, records.columns[2]],
      answers: { kind: "classes", names },
      layers: [layerOf("linear_1", "linear", { parameters: 10 })],
      parts: { train: { ...train, cells: undefined } },
      images: {
        ...{ part: "train", rows: train.recorded, shape: [2, 2, 1] },
        bytes: Buffer.from(Uint8Array.from({ length: 80 }, (_, at) => at)).toString("base64"),
      },
    },
    run: {
      parameters: { "linear_1.weight": { shape: [2, 4], data: [1, -1, 0, 2, -2, 1, 0, 0] } },
    },
  });
}

Deno.test("images stand in the place of columns, half of them with what is answered", () => {
  assert.equal(times(textOfSection(dataSection(imagesRun())), "<img"), 10);
  const text = textOfSection(imagesSection(imagesRun()));
  // Ten samples, two errors, two units.
  assert.equal(times(text, "<img"), 14);
  assert.match(text, /The 2 worst errors/);
  assert.match(text, /<bdi>high<\/bdi> 0\.10/);
  assert.match(text, /as <bdi>low<\/bdi> 0\.90/);
  assert.match(text, /raises the score of the class/);
});

Deno.test("a run without images has no such section", () => {
  assert.equal(imagesSection(tinyRun()), undefined);
});

Deno.test("a first layer that is not of the pixels has no pictures", () => {
  const run = imagesRun();
  const text = textOfSection(imagesSection({ ...run, parameters: {} }));
  assert.doesNotMatch(text, /Weights of/);
});

Deno.test("names of classes are escaped, in what is read out too", () => {
  const text = textOfSection(imagesSection(imagesRun([hostile, "b"])));
  assert(!text.includes("<script"));
  assert.match(text, /alt="&lt;script&gt;/);
});

Deno.test("weights are blue above 0, red below, and as strong as they are large", () => {
  const [first, second] = weightPixels({ shape: [1, 2, 1], data: [2, -1, 0, NaN] }, 2);
  const [blue, red] = [first.bytes.slice(0, 4), first.bytes.slice(4)];
  assert(blue[2] > blue[0] && red[0] > red[2]);
  assert.deepEqual([blue[3], red[3]], [255, 128]);
  assert.deepEqual([second.bytes[3], second.bytes[7]], [0, 0]);
});

Deno.test("weights of the colours of a pixel are added", () => {
  const [unit] = weightPixels({ shape: [1, 2, 3], data: [1, 0, 1, 0, 1, -1] }, 1);
  assert.deepEqual([unit.bytes[3], unit.bytes[7]], [255, 85]);
});
