import assert from "node:assert/strict";
import { differentiate } from "../../../compiler/transform/differentiate.ts";
import type { NumericTensor } from "../../../compiler/ir/tensor.ts";
import type { Outputs, Value } from "../../../compiler/ir/value.ts";
import { verifyGraph } from "../../../compiler/transform/verify.ts";
import { layers } from "../../../compiler/layers/registry.ts";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import { constant } from "../../../compiler/ir/constant.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { reduceSum } from "../../../compiler/ops/reduce_sum.ts";
import { optimize } from "../../../compiler/transform/passes/optimize.ts";
import torch from "../../fixtures/torch_layers.json" with { type: "json" };
import { assertClose, evaluateOutputs, numbersOf, runModel } from "../helpers.ts";
import { build, call, type Flat, tensorOf } from "./harness.ts";

interface Case {
  readonly layer: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly training: boolean;
  readonly x: Flat;
  readonly y: Flat;
  readonly cotangent: Flat;
  readonly dx: Flat | null;
  readonly parameters: Readonly<Record<string, Flat>>;
  readonly gradients: Readonly<Record<string, Flat>>;
  readonly after: Readonly<Record<string, Flat>>;
}

// The JSON's type is a union of all of its cases.
const cases = torch.cases as unknown as readonly Case[];

/** Output, gradients and buffers of a case as one graph, with what PyTorch gives for each. */
function graphOf({ layer, args, training, ...each }: Case) {
  const built = build(call(layer, args), each.x.shape, training ? {} : undefined);
  assert.deepEqual([...built.tensors.keys()].sort(), Object.keys(each.parameters).sort());
  const loss = reduceSum(mul(built.y, constant(tensorOf(each.cotangent))));
  const names = Object.keys(each.gradients);
  const targets = [...each.dx ? [built.x] : [], ...names.map((name) => built.tensors.get(name)!)];
  const gradients = differentiate(loss, targets).map((gradient) => gradient!);
  const outputs: Record<string, Value> = { y: built.y };
  const expected: Record<string, Flat> = { y: each.y };
  if (each.dx) expected.dx = each.dx;
  for (const name of names) expected[`d${name}`] = each.gradients[name];
  Object.keys(expected).slice(1).forEach((name, at) => outputs[name] = gradients[at]);
  for (const [name, value] of Object.entries(built.after)) {
    outputs[`next_${name}`] = value;
    expected[`next_${name}`] = each.after[name];
  }
  const feeds = new Map<Value, NumericTensor>([[built.x, tensorOf(each.x)]]);
  for (const [name, value] of built.tensors) feeds.set(value, tensorOf(each.parameters[name]));
  return { outputs, expected, feeds };
}

function assertReference(outputs: Outputs, { expected, feeds }: ReturnType<typeof graphOf>): void {
  const actual = evaluateOutputs(outputs, feeds);
  for (const [name, { shape, data }] of Object.entries(expected)) {
    assert.deepEqual(actual[name].shape, shape, name);
    // Both compute in float64, where values and sums reach a few hundred.
    assertClose(actual[name].data, data, { tolerance: 1e-12, what: name });
  }
}

for (const layer of new Set(cases.map((each) => each.layer))) {
  Deno.test(`${layer} and its gradients are those of PyTorch, at every rank`, async () => {
    for (const each of cases.filter((other) => other.layer === layer)) {
      const graph = graphOf(each);
      verifyGraph(graph.outputs);
      assertReference(graph.outputs, graph);
      const outputs = optimize(graph.outputs);
      assertReference(outputs, graph);
      const inputs = [...graph.feeds.keys()].filter((each) => each.kind === "input");
      const feeds = [...graph.feeds].map(([{ name }, value]) => [name!, value]);
      const used = toModel(outputs, inputs);
      const isUsed = new Set(used.graph.inputs.map(({ name }) => name));
      const fed = Object.fromEntries(feeds.filter(([name]) => isUsed.has(name as string)));
      const actual = await runModel(used, fed);
      for (const [name, { data }] of Object.entries(graph.expected)) {
        // float32 rounding; the worst are variances of a few values, which near 0 are amplified.
        assertClose(numbersOf(actual[name]), data, { tolerance: 1e-4, what: `${layer} ${name}` });
      }
    }
  });
}

// Tested by themselves: they have a block, choose at random, stand for others, or have no
// counterpart in PyTorch.
const others = ["activation", "columns", "concat", "dropout", "residual", "sequential", "step"];

Deno.test("every other layer is compared with PyTorch", () => {
  const compared = new Set(cases.map((each) => each.layer));
  const missing = layers.map(({ name }) => name).filter((name) => !compared.has(name));
  assert.deepEqual(missing, others);
});
