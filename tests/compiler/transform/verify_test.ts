import assert from "node:assert/strict";
import { InternalError } from "../../../dsl/text/diagnostic.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { type OpCall, type Value, withInputs } from "../../../compiler/ir/value.ts";
import { verifyGraph } from "../../../compiler/transform/verify.ts";
import { add } from "../../../compiler/ops/add.ts";
import { constant } from "../../../compiler/ir/constant.ts";
import { exp } from "../../../compiler/ops/exp.ts";
import { input } from "../../../compiler/ir/input.ts";
import { matmul } from "../../../compiler/ops/matmul.ts";

const vector = { dtype: "float32", shape: [3] } as const;
const x = input("x", vector);

function assertBroken(value: Value, message: RegExp): void {
  // Broken at the end and in the middle of a graph.
  for (const broken of [value, withInputs(exp(x) as OpCall<"exp">, [value])]) {
    assert.throws(() => verifyGraph({ x, broken }), (error) => {
      assert.ok(error instanceof InternalError, String(error));
      assert.match(error.message, message);
      return true;
    });
  }
}

Deno.test("verifyGraph accepts a sound graph", () => {
  verifyGraph({ y: add(exp(x), constant(tensor([3], [1, 2, 3]))), x });
});

Deno.test("verifyGraph finds two inputs of one name", () => {
  assertBroken(add(x, input("x", vector)), /Two inputs are named "x"/);
});

Deno.test("verifyGraph finds a wrong shape", () => {
  const value = { ...exp(x), type: { dtype: "float32", shape: [4] } } as const;
  assertBroken(
    value,
    /^exp is typed float32\[4\], its inputs give float32\[3\]: exp\(x float32\[3\]\) : float32\[4\]$/,
  );
});

Deno.test("verifyGraph finds a wrong dtype", () => {
  const value = { ...exp(x), type: { dtype: "int32", shape: [3] } } as const;
  assertBroken(value, /exp is typed int32\[3\], its inputs give float32\[3\]/);
});

Deno.test("verifyGraph finds inputs that do not fit their op", () => {
  const a = input("a", { dtype: "float32", shape: [2, 3] });
  const b = input("b", { dtype: "float32", shape: [3, 2] });
  const product = matmul(a, b) as OpCall<"matmul">;
  assertBroken(withInputs(product, [a, a]), /matmul of \[2, 3\] and \[2, 3\]/);
});

Deno.test("verifyGraph finds a constant that is not of its type", () => {
  const value = constant(tensor([3], [1, 2, 3]));
  assertBroken({ ...value, type: { dtype: "float32", shape: [2] } }, /constant is typed/);
});
