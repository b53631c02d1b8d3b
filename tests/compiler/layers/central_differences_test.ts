import assert from "node:assert/strict";
import { differentiate } from "../../../compiler/transform/differentiate.ts";
import { evaluate, numberOf } from "../../../compiler/transform/evaluate.ts";
import { type NumericTensor, tensor } from "../../../compiler/ir/tensor.ts";
import type { Value } from "../../../compiler/ir/value.ts";
import type { Layer } from "../../../compiler/layers/layer.ts";
import { layers } from "../../../compiler/layers/registry.ts";
import { scoresOf } from "../../../compiler/plan/model_plan.ts";
import { planned } from "../models.ts";
import { constant } from "../../../compiler/ir/constant.ts";
import { input } from "../../../compiler/ir/input.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { reduceSum } from "../../../compiler/ops/reduce_sum.ts";
import { initialState, unpack } from "../../../compiler/step/state.ts";
import { trainingContexts } from "../../../compiler/step/step_values.ts";
import type { CheckedCall } from "../../../dsl/language/pipeline.ts";
import { assertClose, centralDifferences, sample } from "../helpers.ts";
import { everyLayer, features, type LayerModels, rows } from "./every_layer.ts";

/** A weighted sum of the output, so that the cotangents are not all ones. */
function objectiveOf(calls: readonly CheckedCall<Layer>[]) {
  const names = Array.from({ length: features }, (_, at) => `f${at}`);
  const plan = planned(calls, names);
  const [x, state, step] = [
    input("features", { dtype: "float32", shape: [rows, features] }),
    input("state", { dtype: "float32", shape: [plan.size] }),
    input("step", { dtype: "int32", shape: [] }),
  ];
  const parameters = unpack(state, plan);
  const y = scoresOf(plan, x, {
    parameter: (name) => parameters.get(name)!,
    training: trainingContexts({ step, seed: 1 }, new Map()),
  });
  const weights = constant(sample(y.type.shape as number[], "weights"));
  return { plan, x, state, step, objective: reduceSum(mul(y, weights)) };
}

function check({ models, noGradient, features: given }: LayerModels): void {
  for (const calls of models) {
    const { plan, x, state, step, objective } = objectiveOf(calls);
    const feeds = new Map<Value, NumericTensor>([
      [x, given ?? sample([rows, features], "x")],
      [state, tensor([plan.size], initialState(plan, 3))],
      [step, tensor([], [7], "int32")],
    ]);
    // Codes have no gradient, and a difference would change them.
    for (const value of given ? [state] : [x, ...plan.size > 0 ? [state] : []]) {
      compare(objective, value, feeds, noGradient !== undefined);
    }
  }
}

function compare(
  objective: Value,
  value: Value,
  feeds: ReadonlyMap<Value, NumericTensor>,
  isFlat: boolean,
): void {
  const [gradient] = differentiate(objective, [value]);
  const { data, ...rest } = feeds.get(value)!;
  if (isFlat) return assert.equal(gradient, undefined);
  assert(gradient, "a gradient flows");
  const given = evaluate({ gradient }, feeds).get(gradient)!.data;
  const at = (moved: Float64Array) =>
    numberOf(
      evaluate({ objective }, new Map(feeds).set(value, { ...rest, data: moved })).get(objective),
    );
  // As in the gradient table: the differences are good to about 1e-10.
  assertClose(given, centralDifferences(at, data), { tolerance: 1e-7 });
}

for (const { name } of layers) {
  Deno.test(`the gradient through ${name} matches central differences`, () => {
    assert(everyLayer[name], `${name} has no row in the table`);
    check(everyLayer[name]);
  });
}
