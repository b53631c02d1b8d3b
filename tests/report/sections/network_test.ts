import assert from "node:assert/strict";
import { networkSection } from "../../../report/sections/network.ts";
import { hostile, layerOf, numbersColumn, textOfSection, times, tinyRun } from "../parts_runs.ts";

const textOf = (run = tinyRun()) => textOfSection(networkSection(run));

Deno.test("few weights are all drawn, solid or dashed, but for the smallest", () => {
  const text = textOf();
  assert.equal(times(text, 'class="raises"'), 4);
  assert.equal(times(text, 'class="lowers"'), 2);
  assert.match(text, /2 weights of 8 are below 4% of the largest and not drawn\./);
  assert.match(text, /2 columns, then 2 relu, then 2 classes/);
  assert.equal(times(text, ">bias<"), 2);
});

Deno.test("layers have a link to their lines, and none where the text is not recorded", () => {
  assert.match(textOf(), /<a href="#L5">5<\/a>/);
  assert.doesNotMatch(textOf(tinyRun({ records: { sources: undefined } })), /<a /);
});

Deno.test("many weights are bars with their numbers between", () => {
  const text = textOf(tinyRun({ metrics: { parameters: 201 } }));
  assert.equal(times(text, 'class="unit"'), 3);
  assert.equal(times(text, 'class="band"'), 2);
  assert.match(text, /Over 200 single weights say nothing/);
});

Deno.test("layers that branch stand below each other, those of a layer set in", () => {
  const text = textOf(tinyRun({
    records: {
      layers: [
        layerOf("residual_1", "residual"),
        layerOf("residual_1.linear_1", "linear", { parameters: 6 }),
        layerOf("linear_1", "linear", { parameters: 6 }),
      ],
    },
  }));
  assert.equal(times(text, 'class="raises"'), 0);
  assert.match(text, /Layers in their order/);
  assert.match(text, /residual gives 2; linear gives 2; linear gives 2/);
  assert.equal(times(text, 'class="lead"'), 1);
});

Deno.test("of many layers those with the most parameters are listed, all of them in the details", () => {
  const layers = Array.from(
    { length: 30 },
    (_, at) => layerOf(`linear_${at}`, "linear", { parameters: at + 1 }),
  );
  const text = textOf(tinyRun({ metrics: { parameters: 465 }, records: { layers } }));
  assert.match(text, /The 16 layers with the most parameters/);
  assert.match(text, /All 30 layers/);
});

Deno.test("names are escaped", () => {
  const { records } = tinyRun();
  const columns = [numbersColumn(hostile), numbersColumn("y"), records.columns[2]];
  const answers = { kind: "classes", names: [hostile, "b"] } as const;
  const text = textOf(tinyRun({ records: { columns, answers } }));
  assert(!text.includes("<script"));
  assert.match(text, /&lt;script&gt;/);
});
