/** Pictures in another size, beside Pillow's. */
import assert from "node:assert/strict";
import { input } from "../../../compiler/ir/input.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { resized, resizedBytes, resizeWeights } from "../../../compiler/preprocessing/resize.ts";
import { evaluate } from "../../../compiler/transform/evaluate.ts";
import fixture from "../../fixtures/pictures.json" with { type: "json" };

for (const { pixels, resized: expected } of fixture.resized) {
  const [from, to] = [pixels, expected].map((rows) => [rows.length, rows[0].length] as const);
  Deno.test(`${from.join(" x ")} becomes ${to.join(" x ")} as Pillow makes it`, () => {
    const images = input("images", { dtype: "float32", shape: [1, 1, ...from] });
    const outputs = { small: resized(images, to) };
    const feeds = new Map([[images, tensor([1, 1, ...from], pixels.flat())]]);
    const { shape, data } = evaluate(outputs, feeds).get(outputs.small)!;
    assert.deepEqual(shape, [1, 1, ...to]);
    // Pillow computes in float32 and is written with three decimals.
    expected.flat().forEach((value, at) => assert(Math.abs(data[at] - value) < 2e-3, `${at}`));
  });
}

for (const { pixels, resized: expected } of fixture.resized) {
  const [from, to] = [pixels, expected].map((rows) => [rows.length, rows[0].length] as const);
  Deno.test(`bytes of ${from.join(" x ")} become bytes of ${to.join(" x ")}`, () => {
    const found = resizedBytes(Uint8Array.from(pixels.flat()), { from, to, channels: 1 });
    // Rounding: the halves of three decimals may go either way.
    expected.flat().forEach((value, at) => assert(Math.abs(found[at] - value) <= 0.502, `${at}`));
    const colours = pixels.flat().flatMap((value) => [value, 255 - value, 0]);
    const three = resizedBytes(Uint8Array.from(colours), { from, to, channels: 3 });
    assert.deepEqual(three.filter((_, at) => at % 3 === 0), found);
    assert(three.every((value, at) => at % 3 !== 2 || value === 0));
  });
}

Deno.test("each pixel is made of others in shares of sum 1, and of itself where the size stays", () => {
  for (const [from, to] of [[5, 3], [3, 5], [7, 7], [1, 4], [4, 1], [224, 28]]) {
    for (const { start, weights } of resizeWeights(from, to)) {
      assert(start >= 0 && start + weights.length <= from);
      assert(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-12);
    }
  }
  assert.deepEqual(
    resizeWeights(3, 3).map(({ start, weights }) => weights.map((each, at) => [start + at, each])),
    [0, 1, 2].map((at) => [[at, 1]]),
  );
});
