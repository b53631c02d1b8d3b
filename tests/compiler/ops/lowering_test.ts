import assert from "node:assert/strict";
import { type NumericTensor, type Shape, tensor } from "../../../compiler/ir/tensor.ts";
import type { Input, Value } from "../../../compiler/ir/value.ts";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import { constant } from "../../../compiler/ir/constant.ts";
import { gatherRows } from "../../../compiler/ops/gather_rows.ts";
import { input } from "../../../compiler/ir/input.ts";
import { matmul } from "../../../compiler/ops/matmul.ts";
import { permute } from "../../../compiler/ops/permute.ts";
import { reduceMean } from "../../../compiler/ops/reduce_mean.ts";
import { reshape } from "../../../compiler/ops/reshape.ts";
import { softmax } from "../../../compiler/ops/softmax.ts";
import {
  assertClose,
  codes,
  evaluateOutputs,
  inputLike,
  numbersOf,
  runModel,
  sample,
} from "../helpers.ts";
import { valueTable } from "./table.ts";

// float32 rounds to 6e-8; the longest sums here have 12 terms, and ONNX Runtime's vectorised exp,
// tanh and sigmoid are good to a few units in the last place.
const tolerance = 2e-6;

for (const [kind, { cases }] of Object.entries(valueTable)) {
  Deno.test(`the lowering of ${kind} agrees with its reference evaluation`, async () => {
    for (const { name, inputs: tensors, build } of cases) {
      const inputs = tensors.map((each, index) => inputLike(`x${index}`, each));
      await checkLowering({ inputs, tensors, y: build(inputs), what: `${kind} ${name}` });
    }
  });
}

Deno.test("a batch of N rows is lowered without knowing N", async () => {
  const graphs: [Shape, (x: Value) => Value][] = [
    [["N", 4], (x) => reshape(x, ["N", 2, 2])],
    [["N", 2, 2], (x) => reshape(x, ["N", 4])],
    [["N", 1], (x) => reshape(x, ["N"])],
    [["N", 3], (x) => reduceMean(x, { axes: [-1] })],
    [["N", 3], softmax],
    [["N", 2, 3], (x) => permute(x, [-1, -2])],
    [["N", 2, 3, 2], (x) => permute(x, [-2, -3, -1])],
    [["N", 3], (x) => matmul(x, constant(sample([2, 3])), { transposeB: true })],
    [["N", 2, 3], (x) => matmul(x, constant(sample([3, 2])))],
  ];
  for (const [shape, build] of graphs) {
    for (const rows of [1, 5]) {
      const x = input("x0", { dtype: "float32", shape });
      const tensors = [sample(shape.map((dim) => typeof dim === "string" ? rows : dim))];
      await checkLowering({ inputs: [x], tensors, y: build(x), what: `[${shape}], ${rows} rows` });
    }
  }
});

Deno.test("rows of text are looked up by their codes", async () => {
  const rows = inputLike("rows", codes([4], 3));
  const names = constant({ dtype: "string", shape: [3], data: ["red", "green", "blue"] });
  const model = toModel({ label: gatherRows(names, rows) }, [rows]);
  const { label } = await runModel(model, { rows: tensor([4], [2, 0, 1, 1], "int32") });
  assert.deepEqual(label, { type: "string", shape: [4], data: ["blue", "red", "green", "green"] });
});

async function checkLowering(
  { inputs, tensors, y, what }: {
    readonly inputs: readonly Input[];
    readonly tensors: readonly NumericTensor[];
    readonly y: Value;
    readonly what: string;
  },
): Promise<void> {
  const feeds = new Map(inputs.map((each, index) => [each, tensors[index]]));
  const expected = evaluateOutputs({ y }, feeds).y;
  const named = Object.fromEntries(tensors.map((each, index) => [`x${index}`, each]));
  const actual = (await runModel(toModel({ y }, inputs), named)).y;
  assert.equal(actual.type, y.type.dtype, what);
  const rows = tensors[0]?.shape[0];
  assert.deepEqual(actual.shape, y.type.shape.map((dim) => dim === "N" ? rows : dim), what);
  assert.deepEqual(actual.shape, expected.shape, what);
  assertClose(numbersOf(actual), expected.data, { tolerance, what });
}
