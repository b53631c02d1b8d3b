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
import { assertClose, centralDifferences, codes, sample } from "../helpers.ts";
import { call } from "./harness.ts";

const rows = 4;
const features = 6;

interface Row {
  /** The layer alone, and behind layers that give it an input of more axes. */
  readonly models: readonly (readonly CheckedCall<Layer>[])[];
  /** Why no gradient flows through the layer, where none does. */
  readonly noGradient?: string;
  /** The features, where not any number will do. */
  readonly features?: NumericTensor;
}

const wide = call("reshape", { shape: [2, 3] });
const tokens = call("reshape", { shape: [3, 2] });
const deep = call("reshape", { shape: [1, 2, 3] });

/** A layer on matrices, on rank 3 and on rank 4. */
function anyRank(name: string, args: Readonly<Record<string, unknown>> = {}): Row {
  const layer = call(name, args);
  return { models: [[layer], [wide, layer], [deep, layer]] };
}

const dense = call("linear", { out: features });

/** A row for every layer of the language. */
const table: Readonly<Record<string, Row>> = {
  activation: {
    models: ["gelu", "tanh", "none"].map((name) => [dense, call("activation", { name })]),
  },
  attention: {
    models: [
      [wide, call("attention", { heads: 3 })],
      [deep, call("attention", { heads: 1, causal: true, bias: false })],
      [tokens, call("attention", { heads: 2, causal: true })],
    ],
  },
  batch_norm: anyRank("batch_norm"),
  columns: { models: [[call("columns", { names: ["f4", "f0", "f1"] })]] },
  concat: { models: [[call("concat", {}, [dense, call("tanh")])]] },
  dropout: anyRank("dropout", { p: 0.4 }),
  elu: anyRank("elu", { alpha: 0.7 }),
  embedding: {
    models: [[call("embedding", { count: 5, dim: 3 })]],
    features: tensor([rows, features], codes([rows, features], 5).data),
  },
  flatten: { models: [[wide, call("flatten")]] },
  gelu: { models: [...anyRank("gelu").models, [call("gelu", { approximate: "tanh" })]] },
  hard_sigmoid: anyRank("hard_sigmoid"),
  layer_norm: anyRank("layer_norm"),
  leaky_relu: anyRank("leaky_relu", { slope: 0.2 }),
  linear: anyRank("linear", { out: 2 }),
  log_softmax: anyRank("log_softmax"),
  mean_pool: { models: [[wide, call("mean_pool")], [deep, call("mean_pool")]] },
  mish: anyRank("mish"),
  permute: {
    models: [
      [wide, call("permute", { axes: [2, 1] })],
      [deep, call("permute", { axes: [2, 3, 1] })],
    ],
  },
  position_embedding: {
    models: [[wide, call("position_embedding")], [deep, call("position_embedding")]],
  },
  prelu: anyRank("prelu"),
  relu: anyRank("relu"),
  reshape: { models: [[wide], [deep]] },
  residual: { models: [[call("residual", {}, [dense, call("tanh")])]] },
  selu: anyRank("selu"),
  sequential: { models: [[call("sequential", {}, [dense, call("sigmoid")])]] },
  sigmoid: anyRank("sigmoid"),
  silu: anyRank("silu"),
  softmax: anyRank("softmax"),
  softplus: anyRank("softplus", { beta: 2 }),
  step: { ...anyRank("step"), noGradient: "it is flat wherever it is smooth" },
  tanh: anyRank("tanh"),
  transpose: { models: [[wide, call("transpose")], [deep, call("transpose")]] },
};

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

function check({ models, noGradient, features: given }: Row): void {
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
    assert(table[name], `${name} has no row in the table`);
    check(table[name]);
  });
}
