/** The finished model of each kind: what it is called, what it takes, what it gives for any number of rows. */
import assert from "node:assert/strict";
import { onnxFacts } from "../../compiler/backends/onnx/facts.ts";
import { askedModel, kinds } from "./kinds.ts";
import { assertNear } from "./same_tensors.ts";

/** The outputs of each kind, [name, type, its numbers a row]. */
const expected: Readonly<
  Record<string, readonly (readonly [string, string, readonly number[]])[]>
> = {
  binary: [["label", "string", []], ["probability", "float32", [2]]],
  classes: [["label", "string", []], ["probability", "float32", [3]]],
  "classes that are numbers": [["label", "int32", []], ["probability", "float32", [3]]],
  "raw scores": [["label", "string", []], ["score", "float32", [2]]],
  "several labels": [["label", "int32", [2]], ["probability", "float32", [2]]],
  "a number in its unit": [["prediction", "float32", [1]]],
  "several numbers": [["prediction", "float32", [2]]],
  quantiles: [["prediction", "float32", [2]]],
  "words, days and holes": [["label", "string", []], ["probability", "float32", [2]]],
  "tokens that are pooled": [["label", "string", []], ["probability", "float32", [2]]],
  pictures: [["label", "string", []], ["probability", "float32", [2]]],
};

for (const name of Object.keys(kinds)) {
  Deno.test(`a model of ${name} answers no, one and many rows with plain tensors`, async () => {
    const { questions, bytes } = await askedModel(name);
    for (const { rows, outputs } of questions) {
      const given = Object.entries(outputs).map(([output, { type, shape }]) => {
        assert.equal(shape[0], rows, output);
        return [output, type, shape.slice(1)];
      });
      assert.deepEqual(given, expected[name], `${rows} rows`);
    }
    const [, one, many] = questions;
    for (const [output, { data }] of Object.entries(one.outputs)) {
      // The same row alone and among others; ONNX Runtime sums a row of one in another order.
      const first = many.outputs[output].data.slice(0, data.length);
      data.forEach((cell, at) => assertNear(cell, first[at], `${output}, number ${at}`));
    }
    const facts = onnxFacts(bytes);
    assert.equal(facts.name, "x, version 1");
    assert.match(
      facts.doc,
      /^x, made by Penstock .* It takes rows as they are in the data and answers /,
    );
    assert.match(facts.producer, /^penstock \d/);
    const ports = (kind: string): readonly { name: string; columns: string[] }[] =>
      JSON.parse(facts.metadata[`penstock.${kind}`]);
    for (
      const [tensors, told] of [[facts.inputs, ports("inputs")], [
        facts.outputs,
        ports("outputs"),
      ]] as const
    ) {
      assert.deepEqual(told.map((each) => each.name), tensors.map((each) => each.name));
      for (const [at, { columns }] of told.entries()) {
        const [, ...sizes] = tensors[at].shape;
        // A picture is one column, whatever its size.
        if (sizes.length < 2) assert.equal(columns.length, sizes[0] ?? 1, told[at].name);
        else assert.deepEqual(columns, ["image"]);
      }
    }
  });
}
