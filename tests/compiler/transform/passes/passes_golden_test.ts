import assert from "node:assert/strict";
import { named } from "../../../../compiler/ir/value.ts";
import { printGraph } from "../../../../compiler/transform/print.ts";
import { type Tensor, tensor } from "../../../../compiler/ir/tensor.ts";
import type { Outputs, Value } from "../../../../compiler/ir/value.ts";
import { verifyGraph } from "../../../../compiler/transform/verify.ts";
import { add } from "../../../../compiler/ops/add.ts";
import { constant, scalar } from "../../../../compiler/ir/constant.ts";
import { div } from "../../../../compiler/ops/div.ts";
import { exp } from "../../../../compiler/ops/exp.ts";
import { expand } from "../../../../compiler/ops/expand.ts";
import { input } from "../../../../compiler/ir/input.ts";
import { matmul } from "../../../../compiler/ops/matmul.ts";
import { mul } from "../../../../compiler/ops/mul.ts";
import { reduceSum } from "../../../../compiler/ops/reduce_sum.ts";
import { reshape } from "../../../../compiler/ops/reshape.ts";
import { sub } from "../../../../compiler/ops/sub.ts";
import { fuseGemm } from "../../../../compiler/transform/passes/fuse_gemm.ts";
import { optimize } from "../../../../compiler/transform/passes/optimize.ts";
import { pullFactors } from "../../../../compiler/transform/passes/pull_factors.ts";
import { shareCommon } from "../../../../compiler/transform/passes/share_common.ts";
import { simplify } from "../../../../compiler/transform/passes/simplify.ts";
import { where } from "../../../../compiler/ops/where.ts";
import { text } from "../../helpers.ts";

const x = input("x", { dtype: "float32", shape: [2, 3] });
const s = input("s", { dtype: "float32", shape: [] });
const weight = input("weight", { dtype: "float32", shape: [4, 3] });
const bias = input("bias", { dtype: "float32", shape: [4] });

type Pass = (outputs: Outputs) => Outputs;

function assertPass(pass: Pass, outputs: Outputs, expected: string): void {
  const before = printGraph(outputs);
  const after = pass(outputs);
  verifyGraph(after);
  assert.equal(printGraph(after), text(expected));
  assert.equal(printGraph(outputs), before, "a pass leaves the graph it is given alone");
  assert.equal(printGraph(pass(after)), printGraph(after), "a second time there is nothing to do");
}

function assertUnchanged(pass: Pass, outputs: Outputs): void {
  assertPass(pass, outputs, `\n${printGraph(outputs)}`);
}

Deno.test("simplify drops products with 1 and sums with 0", () => {
  const [zero, one] = [scalar(0), scalar(1)];
  const chain = sub(add(zero, add(div(mul(one, mul(exp(x), one)), one), zero)), zero);
  assertPass(
    simplify,
    { y: exp(chain) },
    `
      x = input : float32[2, 3]
      %1 = exp(x) : float32[2, 3]
      %2 = exp(%1) : float32[2, 3]
      return y = %2
    `,
  );
});

Deno.test("simplify keeps 0 - x, 1 / x, and a neutral constant that broadcasting needs", () => {
  const ones = constant(tensor([1, 1, 1], [1]));
  assertUnchanged(simplify, { y: sub(scalar(0), x), z: div(scalar(1), x), wide: mul(x, ones) });
});

Deno.test("simplify keeps the name of what it drops, and the name of what is left", () => {
  const result = simplify({
    unnamed: named(mul(exp(x), scalar(1)), "outer"),
    both: named(mul(named(exp(s), "inner"), scalar(1)), "outer"),
  });
  assert.deepEqual(Object.values(result).map(({ name }) => name), ["outer", "inner"]);
});

Deno.test("simplify reads what is expanded where it broadcasts anyway", () => {
  assertPass(
    simplify,
    {
      y: mul(x, expand(s, [2, 3])),
      z: add(expand(bias, [2, 4]), matmul(x, weight, { transposeB: true })),
    },
    `
      x = input : float32[2, 3]
      s = input : float32[]
      %2 = mul(x, s) : float32[2, 3]
      bias = input : float32[4]
      weight = input : float32[4, 3]
      %5 = matmul(x, weight) {transposeB} : float32[2, 4]
      %6 = add(bias, %5) : float32[2, 4]
      return y = %2, z = %6
    `,
  );
});

Deno.test("simplify keeps an expansion that gives the result its shape", () => {
  assertUnchanged(simplify, { y: mul(expand(s, [2, 3]), s), z: exp(expand(s, [2, 3])) });
});

Deno.test("simplify makes one expansion of an expanded and reshaped scalar", () => {
  assertPass(
    simplify,
    { y: exp(reshape(expand(s, [6]), [2, 3])), z: mul(x, reshape(expand(s, [6]), [2, 3])) },
    `
      s = input : float32[]
      %1 = expand(s) {shape = [2, 3]} : float32[2, 3]
      %2 = exp(%1) : float32[2, 3]
      x = input : float32[2, 3]
      %4 = mul(x, s) : float32[2, 3]
      return y = %2, z = %4
    `,
  );
});

Deno.test("shareCommon computes equal ops on equal inputs once", () => {
  assertPass(
    shareCommon,
    { y: add(mul(exp(x), scalar(2)), mul(exp(x), scalar(2))), z: exp(x) },
    `
      x = input : float32[2, 3]
      %1 = exp(x) : float32[2, 3]
      %2 = 2 : float32[]
      %3 = mul(%1, %2) : float32[2, 3]
      %4 = add(%3, %3) : float32[2, 3]
      return y = %4, z = %1
    `,
  );
});

Deno.test("shareCommon tells attributes, operand order and constants apart", () => {
  const square = input("square", { dtype: "float32", shape: [3, 3] });
  const number = (value: number) => mul(s, scalar(value));
  assertUnchanged(shareCommon, {
    plain: matmul(square, square),
    transposed: matmul(square, square, { transposeB: true }),
    ab: sub(x, s),
    ba: sub(s, x),
    zero: number(0),
    negativeZero: number(-0),
    nan: number(NaN),
    infinite: number(Infinity),
    negativeInfinite: number(-Infinity),
    row: constant(tensor([1, 2], [1, 2])),
    column: constant(tensor([2, 1], [1, 2])),
    codes: constant(tensor([2], [1, 2], "int32")),
    pair: constant(tensor([2], [1, 2])),
  });
});

Deno.test("shareCommon keeps values of different names apart", () => {
  assertUnchanged(shareCommon, { a: named(exp(x), "first"), b: named(exp(x), "second") });
});

Deno.test("fuseGemm takes the bias into the product", () => {
  const product = matmul(x, weight, { transposeB: true });
  assertPass(
    fuseGemm,
    { y: exp(named(add(product, bias), "hidden")) },
    `
      x = input : float32[2, 3]
      weight = input : float32[4, 3]
      bias = input : float32[4]
      %3 = gemm(x, weight, bias) {transposeB} : float32[2, 4]  # hidden
      %4 = exp(%3) : float32[2, 4]
      return y = %4
    `,
  );
});

Deno.test("fuseGemm takes a parameter with its step into the product that is its gradient", () => {
  const dy = input("dy", { dtype: "float32", shape: [2, 4] });
  const row = input("row", { dtype: "float32", shape: [1, 4] });
  const gradient = matmul(dy, x, { transposeA: true });
  const sums = reduceSum(dy, { axes: [-2], keepDims: true });
  assertPass(
    (outputs) => shareCommon(fuseGemm(outputs)),
    { w: sub(weight, mul(s, gradient)), b: sub(row, mul(sums, s)) },
    `
      s = input : float32[]
      dy = input : float32[2, 4]
      %2 = mul(s, dy) : float32[2, 4]
      x = input : float32[2, 3]
      weight = input : float32[4, 3]
      %5 = gemm(%2, x, weight) {transposeA, alpha = -1} : float32[4, 3]
      %6 = [1, 1] : float32[1, 2]
      row = input : float32[1, 4]
      %8 = gemm(%6, %2, row) {alpha = -1} : float32[1, 4]
      return w = %5, b = %8
    `,
  );
});

Deno.test("fuseGemm takes constant factors of product and addend with them", () => {
  const dy = input("dy", { dtype: "float32", shape: [2, 4] });
  const gradient = () => matmul(dy, x, { transposeA: true });
  const mean = input("mean", { dtype: "float32", shape: [4, 3] });
  assertPass(
    fuseGemm,
    {
      mean: add(mul(scalar(0.5), mean), mul(gradient(), scalar(0.25))),
      both: sub(mul(mean, s), gradient()),
    },
    `
      dy = input : float32[2, 4]
      x = input : float32[2, 3]
      mean = input : float32[4, 3]
      %3 = gemm(dy, x, mean) {transposeA, alpha = 0.25, beta = 0.5} : float32[4, 3]
      s = input : float32[]
      %5 = mul(mean, s) : float32[4, 3]
      %6 = gemm(dy, x, %5) {transposeA, alpha = -1} : float32[4, 3]
      return mean = %3, both = %6
    `,
  );
});

Deno.test("fuseGemm leaves a product that is taken from, and what it would make larger", () => {
  const product = matmul(x, weight, { transposeB: true });
  assertUnchanged(fuseGemm, { y: sub(product, bias) });
  const sums = reduceSum(product, { axes: [-2], keepDims: true });
  assertUnchanged(fuseGemm, { y: add(sums, input("z", { dtype: "float32", shape: [2, 4] })) });
});

Deno.test("simplify reads rows as they are, where a reshape drops a dim of 1 at the front", () => {
  const row = input("row", { dtype: "float32", shape: [1, 3] });
  assertPass(
    simplify,
    { y: mul(x, reshape(row, [3])), z: reshape(reduceSum(x, { axes: [-2] }), [1, 3]) },
    `
      x = input : float32[2, 3]
      row = input : float32[1, 3]
      %2 = mul(x, row) : float32[2, 3]
      %3 = reduce_sum(x) {axes = [-2], keepDims} : float32[1, 3]
      return y = %2, z = %3
    `,
  );
});

Deno.test("pullFactors multiplies what all products are made of, once", () => {
  const open = input("open", { dtype: "bool", shape: [2, 3] });
  const error = exp(input("error", { dtype: "float32", shape: [2, 4] }));
  const before = where(open, matmul(error, weight), scalar(0));
  assertPass(
    pullFactors,
    { last: mul(s, error), first: mul(before, s) },
    `
      s = input : float32[]
      error = input : float32[2, 4]
      %2 = exp(error) : float32[2, 4]
      %3 = mul(s, %2) : float32[2, 4]
      open = input : bool[2, 3]
      weight = input : float32[4, 3]
      %6 = matmul(%3, weight) : float32[2, 3]
      %7 = 0 : float32[]
      %8 = where(open, %6, %7) : float32[2, 3]
      return last = %3, first = %8
    `,
  );
});

Deno.test("pullFactors multiplies factors that are known before the step with each other", () => {
  const error = exp(input("error", { dtype: "float32", shape: [2, 4] }));
  const share = input("share", { dtype: "float32", shape: [2, 1] });
  const shared = mul(share, error);
  assertPass(
    pullFactors,
    { last: mul(s, shared), first: mul(s, matmul(shared, weight)) },
    `
      s = input : float32[]
      share = input : float32[2, 1]
      %2 = mul(s, share) : float32[2, 1]
      error = input : float32[2, 4]
      %4 = exp(error) : float32[2, 4]
      %5 = mul(%2, %4) : float32[2, 4]
      weight = input : float32[4, 3]
      %7 = matmul(%5, weight) : float32[2, 3]
      return last = %5, first = %7
    `,
  );
});

Deno.test("pullFactors leaves what something else reads, or is not in proportion", () => {
  const error = exp(input("error", { dtype: "float32", shape: [2, 4] }));
  const next = matmul(error, weight);
  assertUnchanged(pullFactors, { last: mul(s, error), first: mul(s, next), next });
  assertUnchanged(pullFactors, { last: mul(s, error), first: mul(s, exp(error)) });
  assertUnchanged(pullFactors, {
    last: mul(s, error),
    first: mul(s, matmul(error, error, { transposeB: true })),
  });
});

Deno.test("fuseGemm leaves a product that something else reads", () => {
  const product = matmul(x, weight, { transposeB: true });
  assertUnchanged(fuseGemm, { y: add(product, bias), product });
  assertUnchanged(fuseGemm, { y: add(product, product) });
});

Deno.test("fuseGemm leaves products of higher rank and sums that broadcast the product", () => {
  const stack = input("stack", { dtype: "float32", shape: [2, 2, 3] });
  const wide = input("wide", { dtype: "float32", shape: [3, 2, 4] });
  const product = matmul(x, weight, { transposeB: true });
  assertUnchanged(fuseGemm, { y: add(matmul(stack, weight, { transposeB: true }), bias) });
  assertUnchanged(fuseGemm, { y: add(product, wide) });
});

Deno.test("optimize runs all passes, each after the one that prepares for it", () => {
  const layer = () => add(matmul(x, weight, { transposeB: true }), bias);
  assertPass(
    optimize,
    { y: mul(add(layer(), expand(s, [2, 4])), scalar(1)), z: exp(layer()) },
    `
      x = input : float32[2, 3]
      weight = input : float32[4, 3]
      bias = input : float32[4]
      %3 = gemm(x, weight, bias) {transposeB} : float32[2, 4]
      s = input : float32[]
      %5 = add(%3, s) : float32[2, 4]
      %6 = exp(%3) : float32[2, 4]
      return y = %5, z = %6
    `,
  );
});

Deno.test("shareCommon takes large constants for the same where their data are", () => {
  const constantsOf = (...tensors: readonly Tensor[]) => {
    const graph = printGraph(shareCommon({ sum: tensors.map(constant).reduce<Value>(add, x) }));
    return graph.match(/= constant/g)?.length;
  };
  const ones = (rows: number) => tensor([rows, 2, 3], new Float32Array(6 * rows).fill(1));
  const large = ones(1000);
  assert.equal(constantsOf(ones(2), ones(2)), 1);
  assert.equal(constantsOf(large, large), 1);
  assert.equal(constantsOf(large, ones(1000)), 2);
});
