import assert from "node:assert/strict";
import { named } from "../../../compiler/ir/value.ts";
import { printGraph } from "../../../compiler/transform/print.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { add } from "../../../compiler/ops/add.ts";
import { constant, scalar } from "../../../compiler/ir/constant.ts";
import { input } from "../../../compiler/ir/input.ts";
import { matmul } from "../../../compiler/ops/matmul.ts";
import { reduceMean } from "../../../compiler/ops/reduce_mean.ts";
import { relu } from "../../../compiler/ops/relu.ts";
import { reshape } from "../../../compiler/ops/reshape.ts";
import { sample, text } from "../helpers.ts";

Deno.test("printGraph writes one typed value a line after its inputs", () => {
  const features = input("features", { dtype: "float32", shape: ["N", 4] });
  const weight = input("hidden.weight", { dtype: "float32", shape: [3, 4] });
  const bias = input("hidden.bias", { dtype: "float32", shape: [3] });
  const hidden = add(matmul(features, weight, { transposeB: true }), bias);
  const scores = relu(named(hidden, "hidden"));
  assert.equal(
    printGraph({ scores, mean: reduceMean(scores, { axes: [-1], keepDims: true }) }),
    text(`
      features = input : float32[N, 4]
      hidden.weight = input : float32[3, 4]
      %2 = matmul(features, hidden.weight) {transposeB} : float32[N, 3]
      hidden.bias = input : float32[3]
      %4 = add(%2, hidden.bias) : float32[N, 3]  # hidden
      %5 = relu(%4) : float32[N, 3]
      %6 = reduce_mean(%5) {axes = [-1], keepDims} : float32[N, 1]
      return scores = %5, mean = %6
    `),
  );
});

Deno.test("printGraph shows small constants and only the shape of others", () => {
  const outputs = {
    third: scalar(1 / 3),
    codes: constant(tensor([3], [0, 1, 2], "int32")),
    names: constant({ dtype: "string", shape: [2], data: ["yes", "no"] }),
    table: constant(sample([2, 4])),
  };
  assert.equal(
    printGraph(outputs),
    text(`
      %0 = 0.333333 : float32[]
      %1 = [0, 1, 2] : int32[3]
      %2 = [yes, no] : string[2]
      %3 = constant [2, 4] : float32[2, 4]
      return third = %0, codes = %1, names = %2, table = %3
    `),
  );
});

Deno.test("printGraph names a shared value once and shows named dims", () => {
  const x = input("x", { dtype: "float32", shape: ["N", 2] });
  const flat = reshape(x, ["N", 2, 1]);
  assert.equal(
    printGraph({ sum: add(flat, flat), same: flat }),
    text(`
      x = input : float32[N, 2]
      %1 = reshape(x) {shape = [-1, 2, 1], named = N} : float32[N, 2, 1]
      %2 = add(%1, %1) : float32[N, 2, 1]
      return sum = %2, same = %1
    `),
  );
});
