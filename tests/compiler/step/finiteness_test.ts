import assert from "node:assert/strict";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import { input } from "../../../compiler/ir/input.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { areFinite } from "../../../compiler/step/finiteness.ts";
import { evaluateOutputs, numbersOf, runModel } from "../helpers.ts";

const a = input("a", { dtype: "float32", shape: ["S"] });
const b = input("b", { dtype: "float32", shape: [2, 2] });
const outputs = { finite: areFinite([a, b]) };
const model = toModel(outputs, [a, b]);

/** By ONNX Runtime and by the reference evaluation. */
async function finite(ofA: readonly number[], ofB: readonly number[]): Promise<number> {
  const feeds = { a: tensor([ofA.length], ofA), b: tensor([2, 2], ofB) };
  const { finite: actual } = await runModel(model, feeds);
  const expected = evaluateOutputs(outputs, new Map([[a, feeds.a], [b, feeds.b]]));
  assert.deepEqual([...Array.from(numbersOf(actual))], [...expected.finite.data]);
  return expected.finite.data[0];
}

Deno.test("finite numbers are told from all others, wherever they stand", async () => {
  const largest = Math.fround(3.4e38);
  for (const numbers of [[0, -0, 1, -1], [largest, -largest, largest, largest], [1e-45, 0, 0, 0]]) {
    assert.equal(await finite([1, 2, 3], numbers), 1);
    assert.equal(await finite(numbers, numbers), 1);
  }
  for (const odd of [NaN, Infinity, -Infinity]) {
    for (let at = 0; at < 4; at++) {
      const numbers = [1, 2, 3, 4].with(at, odd);
      assert.equal(await finite([1, 2, 3], numbers), 0, `${odd} at ${at}`);
      assert.equal(await finite(numbers, [1, 2, 3, 4]), 0, `${odd} at ${at}`);
    }
    // Two of them do not cancel.
    assert.equal(await finite([odd, -odd], [1, 2, 3, 4]), 0);
    assert.equal(await finite([odd], [-odd, 1, 2, 3]), 0);
  }
});
