import assert from "node:assert/strict";
import { curveFinding } from "../../../report/words/curve_finding.ts";

const found = (
  values: readonly (number | null)[],
  better: "higher" | "lower" = "lower",
  name = "valid",
) =>
  curveFinding([{ name, kind: "main", points: values.map((y, at) => [at + 1, y] as const) }], {
    better,
  });

Deno.test("a rise of more than 5% of the range after the best epoch is told, one of 5% not", () => {
  assert.equal(
    found([1, 0.5, 0, 0.03, 0.06]),
    "Valid is best in epoch 3 and gets worse from there on.",
  );
  assert.equal(found([1, 0.5, 0, 0.03, 0.05]), undefined);
});

Deno.test("of what is better high, a fall is a turn", () => {
  assert.equal(
    found([0, 0.5, 1, 0.9, 0.8], "higher"),
    "Valid is best in epoch 3 and gets worse from there on.",
  );
});

Deno.test("a last fifth that moves by less than 1% of the range is flat, else the last may be the best", () => {
  const falling = Array.from({ length: 12 }, (_, at) => 1 - at / 20);
  assert.equal(
    found([...falling, 0.4, 0.397, 0.396]),
    "Valid hardly moves over the last fifth of the epochs.",
  );
  assert.equal(
    found([...falling, 0.4, 0.397, 0.39]),
    "Valid is still getting better in the last epoch.",
  );
});

Deno.test("nothing is told of training rows, of few epochs, a flat line or one that breaks", () => {
  assert.equal(found([1, 0.5, 0, 0.3, 0.6], "lower", "train"), undefined);
  assert.equal(found([1, 0, 0.5, 0.6]), undefined);
  assert.equal(found([1, 1, 1, 1, 1, 1]), undefined);
  assert.equal(found([1, 0.5, 0, 0.3, 0.6, null]), undefined);
  assert.equal(curveFinding([], { better: "lower" }), undefined);
});
