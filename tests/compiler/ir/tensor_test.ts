import assert from "node:assert/strict";
import { InternalError } from "../../../dsl/text/diagnostic.ts";
import { evaluate, numberOf } from "../../../compiler/transform/evaluate.ts";
import {
  axisIndex,
  broadcastOffset,
  broadcastShapes,
  countOf,
  forEachIndex,
  formatShape,
  formatType,
  sameShape,
  stridesOf,
  tensor,
} from "../../../compiler/ir/tensor.ts";
import { exp } from "../../../compiler/ops/exp.ts";
import { input } from "../../../compiler/ir/input.ts";

Deno.test("a tensor takes as many values as its shape has elements", () => {
  assert.deepEqual([...tensor([2, 2], [1, 2, 3, 4]).data], [1, 2, 3, 4]);
  assert.equal(tensor([], [5]).data.length, 1);
  assert.throws(() => tensor([2, 2], [1, 2, 3]), RangeError);
  assert.throws(() => tensor([], []), RangeError);
});

Deno.test("shapes are counted, compared and printed", () => {
  assert.equal(countOf([]), 1);
  assert.equal(countOf([2, 3, 4]), 24);
  assert.throws(() => countOf(["N", 4]), InternalError);
  assert.ok(sameShape(["N", 4], ["N", 4]));
  assert.ok(!sameShape(["N", 4], ["R", 4]));
  assert.ok(!sameShape([4], [1, 4]));
  assert.equal(formatShape([]), "[]");
  assert.equal(formatType({ dtype: "float32", shape: ["N", 4] }), "float32[N, 4]");
});

Deno.test("shapes broadcast from the last axis", () => {
  assert.deepEqual(broadcastShapes([], []), []);
  assert.deepEqual(broadcastShapes([2, 1], [3]), [2, 3]);
  assert.deepEqual(broadcastShapes([3], [5, 1, 3]), [5, 1, 3]);
  assert.deepEqual(broadcastShapes(["N", 1], [1, 4]), ["N", 4]);
  assert.deepEqual(broadcastShapes(["N", 4], ["N", 4]), ["N", 4]);
  assert.throws(() => broadcastShapes([2], [3]), RangeError);
  assert.throws(() => broadcastShapes(["N"], ["R"]), RangeError);
  assert.throws(() => broadcastShapes(["N"], [4]), RangeError);
});

Deno.test("axes count from the end", () => {
  assert.equal(axisIndex([2, 3, 4], -1), 2);
  assert.equal(axisIndex([2, 3, 4], -3), 0);
  for (const axis of [0, 1, -4]) assert.throws(() => axisIndex([2, 3, 4], axis), RangeError);
});

Deno.test("elements are visited in row-major order, at the offsets that strides give", () => {
  const shape = [2, 3, 2];
  const strides = stridesOf(shape);
  assert.deepEqual(strides, [6, 2, 1]);
  const offsets: number[] = [];
  forEachIndex(shape, (offset, index) => {
    offsets.push(offset);
    assert.equal(index.reduce((sum, at, axis) => sum + at * strides[axis], 0), offset);
  });
  assert.deepEqual(offsets, Array.from({ length: 12 }, (_, at) => at));
  let visits = 0;
  forEachIndex([], () => visits++);
  assert.equal(visits, 1);
  forEachIndex([0, 3], () => visits++);
  assert.equal(visits, 1);
});

Deno.test("a broadcast element is read from where it stands in its own tensor", () => {
  const offset = broadcastOffset([3, 1], [2, 3, 4]);
  assert.equal(offset([1, 2, 3]), 2);
  assert.equal(offset([0, 0, 3]), 0);
  assert.equal(broadcastOffset([], [2])([1]), 0);
});

Deno.test("evaluate refuses a graph with an input that is not fed", () => {
  const x = input("x", { dtype: "float32", shape: [] });
  assert.throws(() => evaluate({ y: exp(x) }, new Map()), /Input "x" is not fed/);
});

Deno.test("numberOf refuses a tensor of more elements than one", () => {
  assert.equal(numberOf(tensor([1, 1], [7])), 7);
  assert.throws(() => numberOf(tensor([2], [1, 2])), InternalError);
  assert.throws(() => numberOf(undefined), InternalError);
});
