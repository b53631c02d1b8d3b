import assert from "node:assert/strict";
import { named } from "../../../../compiler/ir/value.ts";
import { tensor } from "../../../../compiler/ir/tensor.ts";
import type { Input, Outputs, Value } from "../../../../compiler/ir/value.ts";
import { lower } from "../../../../compiler/backends/onnx/lower.ts";
import { encodeModel } from "../../../../compiler/backends/onnx/encode.ts";
import { toModel } from "../../../../compiler/backends/onnx/to_model.ts";
import { add } from "../../../../compiler/ops/add.ts";
import { constant, scalar } from "../../../../compiler/ir/constant.ts";
import { exp } from "../../../../compiler/ops/exp.ts";
import { input } from "../../../../compiler/ir/input.ts";
import { mul } from "../../../../compiler/ops/mul.ts";
import { reduceSum } from "../../../../compiler/ops/reduce_sum.ts";
import { slice } from "../../../../compiler/ops/slice.ts";
import { tanh } from "../../../../compiler/ops/tanh.ts";
import { assertClose, evaluateOutputs, numbersOf, runModel, sample } from "../../helpers.ts";

const x = input("x", { dtype: "float32", shape: [6] });
const table = input("table", { dtype: "float32", shape: [4, 6] });
const feeds = { x: sample([6]), table: sample([4, 6]) };

const part = (of: Value, start: number, end: number, axis = -1) => slice(of, { axis, start, end });

function opTypes(outputs: Outputs): string[] {
  return lower(outputs).nodes.map(({ opType }) => opType);
}

/** Runs a graph and compares each output, by its name, with the reference. */
async function assertRuns(outputs: Outputs): Promise<void> {
  const used = [x, table];
  const model = toModel(outputs, used);
  const declared = new Set(model.graph.inputs.map(({ name }) => name));
  const given = Object.entries(feeds).filter(([name]) => declared.has(name));
  const actual = await runModel(model, Object.fromEntries(given));
  const expected = evaluateOutputs(outputs, new Map([[x, feeds.x], [table, feeds.table]]));
  assert.deepEqual(Object.keys(actual), Object.keys(expected));
  for (const [name, { data }] of Object.entries(expected)) {
    // float32 rounding of a few ops.
    assertClose(numbersOf(actual[name]), data, { tolerance: 1e-6, what: name });
  }
}

Deno.test("parts that tile an axis become one Split, in whatever order they are read", async () => {
  const outputs = {
    last: exp(part(x, 5, 6)),
    first: exp(part(x, 0, 2)),
    middle: exp(part(x, 2, 5)),
  };
  assert.deepEqual(opTypes(outputs), ["Split", "Exp", "Exp", "Exp"]);
  await assertRuns(outputs);
});

Deno.test("parts of another axis than the last become one Split", async () => {
  const outputs = { a: exp(part(table, 0, 1, -2)), b: exp(part(table, 1, 4, -2)) };
  assert.deepEqual(opTypes(outputs), ["Split", "Exp", "Exp"]);
  await assertRuns(outputs);
});

Deno.test("parts with a gap, an overlap or a repetition, and a single part, are Slices", async () => {
  const cases: (readonly [number, number])[][] = [
    [[0, 2], [3, 6]],
    [[0, 2], [2, 5]],
    [[1, 3], [3, 6]],
    [[0, 4], [2, 6]],
    [[0, 3], [0, 3], [3, 6]],
    [[2, 5]],
  ];
  for (const ranges of cases) {
    const parts = ranges.map(([start, end], index) => [`y${index}`, exp(part(x, start, end))]);
    const outputs: Outputs = Object.fromEntries(parts);
    assert.ok(!opTypes(outputs).includes("Split"), JSON.stringify(ranges));
    assert.equal(opTypes(outputs).filter((each) => each === "Slice").length, ranges.length);
    await assertRuns(outputs);
  }
});

Deno.test("parts of different values or axes are not one Split", async () => {
  const outputs = {
    a: exp(part(x, 0, 3)),
    b: exp(part(exp(x), 3, 6)),
    c: exp(part(table, 0, 2, -2)),
    d: exp(part(table, 2, 6, -1)),
  };
  assert.ok(!opTypes(outputs).includes("Split"));
  await assertRuns(outputs);
});

Deno.test("both axes of one value may be split", async () => {
  const outputs = {
    top: part(table, 0, 1, -2),
    left: part(table, 0, 4),
    bottom: part(table, 1, 4, -2),
    right: part(table, 4, 6),
  };
  assert.deepEqual(opTypes(outputs), ["Split", "Split"]);
  await assertRuns(outputs);
});

Deno.test("names are unique, speak of the op or its given name, and are the same every time", () => {
  const build = () => {
    const hidden = named(exp(x), "hidden");
    const again = named(exp(hidden), "hidden");
    return { y: reduceSum(mul(exp(again), scalar(2))), z: exp(x), part: part(x, 0, 2) };
  };
  const { nodes, initializers } = lower(build());
  const names = [...nodes.flatMap(({ outputs }) => outputs), ...initializers.map((i) => i.name)];
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(nodes.flatMap(({ outputs }) => outputs), [
    "hidden",
    "hidden_2",
    "exp",
    "mul",
    "reduce_sum",
    "exp_2",
    "slice",
  ]);
  assert.ok(nodes.every(({ name, outputs }) => name === outputs[0]));
  const bytes = () => encodeModel(toModel(build(), [x]));
  assert.deepEqual(bytes(), bytes());
});

Deno.test("small constants that ops need are stored once", () => {
  const sum = (value: Value) => reduceSum(value, { axes: [-1] });
  const { initializers } = lower({ a: sum(exp(x)), b: sum(tanh(x)) });
  assert.equal(initializers.length, 1);
});

Deno.test("outputs have the names that they are given", async () => {
  const hidden = named(exp(x), "hidden");
  await assertRuns({ first: hidden, second: tanh(hidden) });
});

Deno.test("an output may be an input, a constant or a second name of another output", async () => {
  const y = exp(x);
  await assertRuns({ y, again: y, same: x, more: x, fixed: constant(sample([2])) });
});

Deno.test("an inner value may have the name that an output is given", async () => {
  const inner = named(exp(x), "y");
  await assertRuns({ y: tanh(inner) });
  await assertRuns({ z: named(tanh(inner), "y"), y: named(exp(inner), "z") });
  await assertRuns({ y: tanh(named(exp(x), "y_2")), y_2: exp(x) });
  const twice = tanh(named(exp(x), "again"));
  await assertRuns({ y: twice, again: twice });
});

Deno.test("a value may have the name of an input, whichever comes first", async () => {
  await assertRuns({ y: add(named(exp(table), "x"), x) });
  await assertRuns({ y: add(x, named(exp(table), "x")) });
  await assertRuns({ y: add(named(exp(table), "x"), named(tanh(table), "table")), x });
  await assertRuns({ y: named(exp(x), "constant"), z: reduceSum(tanh(x)) });
});

Deno.test("inputs that nothing reads are not declared, the others in the given order", () => {
  const named = (graphInputs: Input[], outputs: Outputs) =>
    toModel(outputs, graphInputs).graph.inputs.map(({ name }) => name);
  assert.deepEqual(named([table, x], { y: add(table, x) }), ["table", "x"]);
  assert.deepEqual(named([table, x], { y: add(x, table) }), ["table", "x"]);
  assert.deepEqual(named([table, x], { y: exp(x) }), ["x"]);
});

Deno.test("a model without inputs can be run", async () => {
  await assertRuns({ y: exp(constant(tensor([2], [1, 2]))) });
});
