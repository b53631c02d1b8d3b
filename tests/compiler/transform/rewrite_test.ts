import assert from "node:assert/strict";
import { named } from "../../../compiler/ir/value.ts";
import { printGraph } from "../../../compiler/transform/print.ts";
import { replace, rewrite } from "../../../compiler/transform/rewrite.ts";
import { add } from "../../../compiler/ops/add.ts";
import { exp } from "../../../compiler/ops/exp.ts";
import { input } from "../../../compiler/ir/input.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { neg } from "../../../compiler/ops/neg.ts";
import { tanh } from "../../../compiler/ops/tanh.ts";
import { text } from "../helpers.ts";

const x = input("x", { dtype: "float32", shape: [2] });

Deno.test("rewrite leaves a graph alone where its rule does: the very same values", () => {
  const outputs = { y: add(exp(x), x), x };
  const rewritten = rewrite(outputs, (value) => value);
  assert.equal(rewritten.y, outputs.y);
  assert.equal(rewritten.x, x);
});

Deno.test("rewrite shows the rule each value once, after its inputs, rewritten and as it was", () => {
  const shared = exp(x);
  const seen: string[] = [];
  const outputs = { y: add(shared, neg(shared)) };
  rewrite(outputs, (value, before) => {
    seen.push(value.kind);
    if (before.kind === "neg") {
      assert.equal(before.inputs[0], shared);
      assert.equal(value.inputs[0]!.kind, "tanh");
    }
    return value.kind === "exp" ? tanh(value.inputs[0]) : value;
  });
  assert.deepEqual(seen, ["input", "exp", "neg", "add"]);
});

Deno.test("rewrite keeps sharing, output names and the original graph", () => {
  const shared = exp(x);
  const outputs = { sum: add(shared, shared), same: shared };
  const before = printGraph(outputs);
  const after = rewrite(
    outputs,
    (value) => value.kind === "exp" ? mul(value.inputs[0], value.inputs[0]) : value,
  );
  assert.equal(
    printGraph(after),
    text(`
      x = input : float32[2]
      %1 = mul(x, x) : float32[2]
      %2 = add(%1, %1) : float32[2]
      return sum = %2, same = %1
    `),
  );
  assert.equal(printGraph(outputs), before);
});

Deno.test("a replaced value keeps its name", () => {
  assert.equal(replace(named(exp(x), "hidden"), tanh(x)).name, "hidden");
  assert.equal(replace(exp(x), tanh(x)).name, undefined);
});
