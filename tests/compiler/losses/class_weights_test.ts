import assert from "node:assert/strict";
import { checkPerClass, weightsOf } from "../../../compiler/losses/class_weights.ts";

Deno.test("balanced weights are n / (C n_c), as scikit-learn's compute_class_weight", () => {
  // compute_class_weight("balanced", classes=[0, 1, 2], y=[0]*5 + [1]*3 + [2]*2)
  const expected = [10 / 15, 10 / 9, 10 / 6];
  assert.deepEqual(weightsOf("balanced", { classCounts: [5, 3, 2] }), expected);
});

Deno.test("a class without training rows weighs as if it had one", () => {
  assert.deepEqual(weightsOf("balanced", { classCounts: [4, 0] }), [0.5, 2]);
});

Deno.test("without counts, as where only shapes are asked for, all classes weigh the same", () => {
  assert.equal(weightsOf("balanced", { classCounts: [] }), undefined);
  assert.equal(weightsOf(undefined, { classCounts: [1, 2] }), undefined);
});

Deno.test("a list of weights has one for each class, or column", () => {
  const classes = { kind: "classes", name: "y", classes: ["a", "b", "c"] } as const;
  assert.equal(checkPerClass(classes, "class_weights", [1, 2, 3]), undefined);
  assert.equal(checkPerClass(classes, "class_weights", "balanced"), undefined);
  assert.equal(
    checkPerClass(classes, "class_weights", [1, 2])?.message,
    '"class_weights" has 2 values, but the target has 3 classes',
  );
  const columns = { kind: "indicators", names: ["a", "b"] } as const;
  assert.match(checkPerClass(columns, "pos_weight", [1])!.message, /has 2 columns/);
});
