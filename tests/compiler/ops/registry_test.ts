import assert from "node:assert/strict";
import type { OnnxLowerings } from "../../../compiler/backends/onnx/lowering.ts";
import { lowerings } from "../../../compiler/backends/onnx/lowerings.ts";
import { apply, defineOp } from "../../../compiler/ir/define_op.ts";
import { scalar } from "../../../compiler/ir/constant.ts";
import { ops } from "../../../compiler/ops/registry.ts";

Deno.test("the ops are a closed set: other kinds, and tables that lack one, are type errors", () => {
  const rules = { inferType: ops.abs.inferType, vjp: ops.abs.vjp, evaluate: ops.abs.evaluate };
  // @ts-expect-error -- there is no such kind
  defineOp({ kind: "wrong", ...rules });
  // @ts-expect-error -- `add` takes two inputs
  defineOp({ kind: "add", ...rules });
  // @ts-expect-error -- `exp` takes one input
  assert.ok(apply(ops.exp, [scalar(1), scalar(2)], {}));
  // @ts-expect-error -- `slice` has other attributes
  assert.throws(() => apply(ops.slice, [scalar(1)], { from: 0 }));
  const { abs: _rules, ...others } = ops;
  const { abs: _lowering, ...rest } = lowerings;
  // @ts-expect-error -- a kind is without its rules
  const incomplete: typeof ops = others;
  // @ts-expect-error -- a kind is without its lowering
  const unlowered: OnnxLowerings = rest;
  assert.deepEqual(Object.keys(incomplete), Object.keys(others));
  assert.deepEqual(Object.keys(unlowered), Object.keys(rest));
});

Deno.test("every op stands under its own kind, in the table of rules and of lowerings", () => {
  for (const [kind, op] of Object.entries(ops)) assert.equal(op.kind, kind);
  assert.deepEqual(Object.keys(lowerings).sort(), Object.keys(ops).sort());
});
