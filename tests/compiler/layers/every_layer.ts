/** Every layer of the language in models of its own. */
import { type NumericTensor, tensor } from "../../../compiler/ir/tensor.ts";
import type { Layer } from "../../../compiler/layers/layer.ts";
import type { CheckedCall } from "../../../dsl/language/pipeline.ts";
import { codes } from "../helpers.ts";
import { call } from "./harness.ts";

/** Those of the models below. */
export const rows = 4;
/** The width of their inputs. */
export const features = 6;

/** A layer, and models that have it. */
export interface LayerModels {
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
function anyRank(name: string, args: Readonly<Record<string, unknown>> = {}): LayerModels {
  const layer = call(name, args);
  return { models: [[layer], [wide, layer], [deep, layer]] };
}

const dense = call("linear", { out: features });

/** Models for every layer of the language. */
export const everyLayer: Readonly<Record<string, LayerModels>> = {
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
