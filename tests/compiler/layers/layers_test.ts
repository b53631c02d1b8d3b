import assert from "node:assert/strict";
import { tensor } from "../../../compiler/ir/tensor.ts";
import type { Layer } from "../../../compiler/layers/layer.ts";
import { linear } from "../../../compiler/layers/linear.ts";
import { reluLayer } from "../../../compiler/layers/relu.ts";
import { sigmoidLayer } from "../../../compiler/layers/sigmoid.ts";
import { softmaxLayer } from "../../../compiler/layers/softmax.ts";
import { tanhLayer } from "../../../compiler/layers/tanh.ts";
import { scoresOf } from "../../../compiler/plan/model_plan.ts";
import { planned } from "../models.ts";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import { constant } from "../../../compiler/ir/constant.ts";
import { input } from "../../../compiler/ir/input.ts";
import { initialState } from "../../../compiler/step/state.ts";
import { PenstockError } from "../../../dsl/text/diagnostic.ts";
import torch from "../../fixtures/torch_small.json" with { type: "json" };
import { assertClose, evaluateOutputs, numbersOf, runModel } from "../helpers.ts";
import { callOf } from "../models.ts";

interface Flat {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Compares one layer with what PyTorch gives, by reference evaluation and by ONNX Runtime. */
async function assertLayer(
  layer: Layer,
  args: Readonly<Record<string, unknown>>,
  expected: { readonly x: Flat; readonly y: Flat },
): Promise<void> {
  const x = tensor(expected.x.shape, expected.x.data);
  const names = Array.from({ length: x.shape.at(-1)! }, (_, index) => `f${index}`);
  const plan = planned([callOf(layer, args)], names);
  const state = initialState(plan, 0);
  const features = input("x", { dtype: "float32", shape: x.shape });
  const parameter = (name: string) => {
    const { shape, offset, size } = plan.parameters.find((each) => each.name === name)!;
    return constant(tensor(shape, state.subarray(offset, offset + size)));
  };
  const outputs = { y: scoresOf(plan, features, { parameter }) };
  const { y } = evaluateOutputs(outputs, new Map([[features, x]]));
  assert.deepEqual(y.shape, expected.y.shape);
  // Both compute in float64.
  assertClose(y.data, expected.y.data, { tolerance: 1e-14, what: layer.name });
  const actual = await runModel(toModel(outputs, [features]), { x });
  // float32 rounding of at most five terms, and of ONNX Runtime's exp and tanh.
  assertClose(numbersOf(actual.y), expected.y.data, { tolerance: 1e-6, what: layer.name });
}

Deno.test("linear gives what torch.nn.functional.linear gives, with and without bias", async () => {
  const { weight, bias, cases } = torch.layers.linear;
  for (const { x, y, without_bias } of cases) {
    await assertLayer(linear, { out: 3, weight, bias }, { x, y });
    await assertLayer(linear, { out: 3, weight, bias: false }, { x, y: without_bias });
  }
});

const functions = {
  relu: reluLayer,
  sigmoid: sigmoidLayer,
  softmax: softmaxLayer,
  tanh: tanhLayer,
};
for (const [name, layer] of Object.entries(functions)) {
  Deno.test(`${name} gives what PyTorch gives, near and far from 0`, async () => {
    for (const each of torch.layers.functions[name as keyof typeof functions]) {
      await assertLayer(layer, {}, each);
    }
  });
}

Deno.test("linear lists a weight [out, in] and a bias [out]", () => {
  const features = ["a", "b", "c"];
  const plan = planned(
    [callOf(linear, { out: 2 }), callOf(linear, { out: 1, bias: false })],
    features,
  );
  const listed = plan.parameters.map(({ name, shape, offset }) => [name, shape, offset]);
  assert.deepEqual(listed, [
    ["linear_1.weight", [2, 3], 0],
    ["linear_1.bias", [2], 6],
    ["linear_2.weight", [1, 2], 8],
  ]);
  assert.equal(plan.size, 10);
  assert.deepEqual(plan.outputs, ["N", 1]);
});

Deno.test("linear refuses literal parameters that do not fit, and says what is missing", () => {
  const refused: [Record<string, unknown>, RegExp][] = [
    [{ weight: [[1, 2]] }, /1 rows.*needs \[2, 2\]/],
    [{ weight: [[1, 2], [3]] }, /a row of 1.*needs \[2, 2\]/],
    [{ bias: [1, 2, 3] }, /3 values.*needs 2/],
  ];
  for (const [args, message] of refused) {
    assert.throws(() => planned([callOf(linear, { out: 2, ...args })], ["a", "b"]), (error) => {
      assert.ok(error instanceof PenstockError);
      assert.equal(error.diagnostics[0]!.code, "E0304");
      assert.match(error.diagnostics[0]!.message, message);
      return true;
    });
  }
});
