import assert from "node:assert/strict";
import { differentiate } from "../../../compiler/transform/differentiate.ts";
import { evaluate, numberOf } from "../../../compiler/transform/evaluate.ts";
import { type NumericTensor, sameShape } from "../../../compiler/ir/tensor.ts";
import { type Input, topologicalOrder, type Value } from "../../../compiler/ir/value.ts";
import { verifyGraph } from "../../../compiler/transform/verify.ts";
import { cast } from "../../../compiler/ops/cast.ts";
import { constant } from "../../../compiler/ir/constant.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { reduceSum } from "../../../compiler/ops/reduce_sum.ts";
import { assertClose, centralDifferences, evaluateOutputs, inputLike, sample } from "../helpers.ts";
import type { OpCase, OpRow } from "./case.ts";
import { valueTable } from "./table.ts";

// Central differences at h = 1e-5 are good to about 1e-10 (see `centralDifferences`), a little less
// where derivatives are larger than 1; a wrong vjp is wrong by far more than 1e-7.
const tolerance = 1e-7;

Deno.test("every row of the gradient table has cases", () => {
  for (const [kind, row] of Object.entries(valueTable)) {
    assert.ok(row.cases.length >= 2, `${kind} has too few cases`);
  }
});

Deno.test("every case contains the op of its row", () => {
  for (const [kind, { cases }] of Object.entries(valueTable)) {
    for (const each of cases) {
      const { output } = instantiate(each);
      assert.ok(topologicalOrder([output]).some((value) => value.kind === kind), each.name);
    }
  }
});

const rows: [string, OpRow][] = Object.entries(valueTable);
for (const [kind, { noGradient, cases }] of rows) {
  if (noGradient) {
    Deno.test(`no gradient flows through ${kind}: ${noGradient}`, () => {
      for (const each of cases) {
        const { inputs, output } = instantiate(each);
        const gradients = differentiate(weightedSum(output), inputs);
        assert.ok(gradients.every((gradient) => gradient === undefined), each.name);
      }
    });
  } else {
    Deno.test(`vjp of ${kind} matches central differences`, () => cases.forEach(checkGradients));
  }
}

function instantiate(each: OpCase): { inputs: Input[]; output: Value } {
  const inputs = each.inputs.map((tensor, index) => inputLike(`x${index}`, tensor));
  return { inputs, output: each.build(inputs) };
}

/** A loss whose cotangents differ from element to element, so that no mix-up cancels. */
function weightedSum(y: Value): Value {
  const weights = sample(y.type.shape as readonly number[], "weights");
  return reduceSum(mul(cast(y, "float32"), constant(weights)));
}

function checkGradients(each: OpCase): void {
  const { inputs, output } = instantiate(each);
  const loss = weightedSum(output);
  const gradients = differentiate(loss, inputs);
  inputs.forEach((input, index) => {
    const gradient = gradients[index];
    const what = `${each.name}, gradient ${index}`;
    if (input.type.dtype !== "float32") return assert.equal(gradient, undefined, what);
    assert.ok(gradient, what);
    assert.ok(sameShape(gradient.type.shape, input.type.shape), what);
    verifyGraph({ loss, gradient });
    const feeds = new Map(inputs.map((value, at) => [value, each.inputs[at]]));
    const { data } = evaluateOutputs({ gradient }, feeds).gradient;
    assertClose(data, differencesOf(loss, feeds, input), { tolerance, what });
  });
}

function differencesOf(
  loss: Value,
  feeds: ReadonlyMap<Value, NumericTensor>,
  input: Value,
): Float64Array {
  const at = feeds.get(input)!;
  const lossAt = (data: Float64Array) =>
    numberOf(evaluate({ loss }, new Map(feeds).set(input, { ...at, data })).get(loss));
  return centralDifferences(lossAt, at.data);
}
