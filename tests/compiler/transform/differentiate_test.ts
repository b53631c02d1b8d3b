import assert from "node:assert/strict";
import { differentiate, sumToShape } from "../../../compiler/transform/differentiate.ts";
import { numberOf } from "../../../compiler/transform/evaluate.ts";
import { printGraph } from "../../../compiler/transform/print.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { topologicalOrder, type Value } from "../../../compiler/ir/value.ts";
import { add } from "../../../compiler/ops/add.ts";
import { argmax } from "../../../compiler/ops/argmax.ts";
import { cast } from "../../../compiler/ops/cast.ts";
import { scalar } from "../../../compiler/ir/constant.ts";
import { exp } from "../../../compiler/ops/exp.ts";
import { input } from "../../../compiler/ir/input.ts";
import { matmul } from "../../../compiler/ops/matmul.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { reduceSum } from "../../../compiler/ops/reduce_sum.ts";
import { tanh } from "../../../compiler/ops/tanh.ts";
import { evaluateOutputs, inputLike, text } from "../helpers.ts";

const x = input("x", { dtype: "float32", shape: [] });
const y = input("y", { dtype: "float32", shape: [] });

function derivativeAt(loss: Value, at: number): number {
  const [gradient] = differentiate(loss, [x]);
  const results = evaluateOutputs({ gradient: gradient! }, new Map([[x, tensor([], [at])]]));
  return numberOf(results.gradient);
}

Deno.test("differentiate refuses a loss that is not a scalar", () => {
  for (const shape of [[1], [2, 3], ["N"]]) {
    const loss = input("loss", { dtype: "float32", shape });
    assert.throws(() => differentiate(loss, [loss]), RangeError);
  }
});

Deno.test("a target that the loss does not depend on has the gradient undefined", () => {
  assert.deepEqual(differentiate(exp(x), [y]), [undefined]);
  const [ofX, ofY] = differentiate(mul(x, x), [x, y]);
  assert.ok(ofX);
  assert.equal(ofY, undefined);
});

Deno.test("a target that is reached only where no gradient flows has the gradient undefined", () => {
  const scores = input("scores", { dtype: "float32", shape: [3] });
  assert.deepEqual(differentiate(cast(argmax(scores), "float32"), [scores]), [undefined]);
});

Deno.test("the gradient of the loss for itself is 1", () => {
  const [gradient] = differentiate(x, [x]);
  assert.equal(printGraph({ gradient: gradient! }), "%0 = 1 : float32[]\nreturn gradient = %0\n");
});

Deno.test("every path through a shared subexpression adds to the gradient", () => {
  // x³ + x² + x, with the square shared.
  const square = mul(x, x);
  assert.equal(derivativeAt(add(add(mul(square, x), square), x), 2), 3 * 4 + 2 * 2 + 1);
  // ((x²)²)² = x⁸ through three diamonds.
  const fourth = mul(square, square);
  assert.equal(derivativeAt(mul(fourth, fourth), 2), 8 * 2 ** 7);
});

Deno.test("the same target asked for twice has the same gradient twice", () => {
  const [first, second] = differentiate(mul(x, x), [x, x]);
  assert.ok(first);
  assert.equal(first, second);
});

Deno.test("a value between the inputs and the loss can be a target", () => {
  const inner = exp(x);
  const [gradient] = differentiate(mul(inner, y), [inner]);
  assert.equal(
    printGraph({ gradient: gradient! }),
    text(`
      %0 = 1 : float32[]
      y = input : float32[]
      %2 = mul(%0, y) : float32[]
      return gradient = %2
    `),
  );
});

Deno.test("gradients that no target needs are not built", () => {
  const data = input("data", { dtype: "float32", shape: [5, 3] });
  const first = input("first", { dtype: "float32", shape: [3, 4] });
  const second = input("second", { dtype: "float32", shape: [4, 2] });
  const loss = reduceSum(matmul(tanh(matmul(data, first)), second));
  const products = (targets: Value[]) => {
    const gradients = differentiate(loss, targets).map((gradient) => gradient!);
    return topologicalOrder(gradients).filter(({ kind }) => kind === "matmul").length;
  };
  // One product is computed forward. Then dW₂ takes one, dW₁ two, and ddata would take one more.
  assert.equal(products([second]), 2);
  assert.equal(products([first, second]), 4);
  assert.equal(products([first, second, data]), 5);
});

Deno.test("a branch without targets is not differentiated", () => {
  const loss = add(mul(x, x), exp(exp(y)));
  const [gradient] = differentiate(loss, [x]);
  assert.ok(!topologicalOrder([gradient!]).some(({ kind }) => kind === "exp"));
});

Deno.test("a chain of 5,000 values does not overflow the call stack", () => {
  let value: Value = x;
  for (let count = 0; count < 5000; count++) value = mul(value, scalar(1));
  assert.equal(derivativeAt(value, 3), 1);
});

Deno.test("a broadcast gradient is summed back to the shape of its operand", () => {
  const gradient = tensor([2, 3], [1, 2, 3, 4, 5, 6]);
  const from = inputLike("gradient", gradient);
  const cases: [number[], number[]][] = [
    [[2, 3], [1, 2, 3, 4, 5, 6]],
    [[3], [5, 7, 9]],
    [[1, 3], [5, 7, 9]],
    [[2, 1], [6, 15]],
    [[1, 1], [21]],
    [[1], [21]],
    [[], [21]],
  ];
  for (const [shape, data] of cases) {
    const { sum } = evaluateOutputs({ sum: sumToShape(from, shape) }, new Map([[from, gradient]]));
    assert.deepEqual(sum, tensor(shape, data));
  }
  assert.equal(sumToShape(from, [2, 3]), from);
});
