import {
  boolean,
  column,
  either,
  float,
  int,
  list,
  optional,
  path,
  share,
  type Signature,
  string,
  word,
} from "../../../dsl/language/signature.ts";
import type { Pipeline, Vocabulary } from "../../../dsl/language/pipeline.ts";

function named<const N extends string, const A extends Signature["arguments"]>(
  name: N,
  args: A,
  rest: { readonly block?: boolean } = {},
) {
  return { name, doc: `what ${name} does`, arguments: args, ...rest };
}

const doc = "what it says";
const numbers = list(float({ doc }), { doc });
const target = optional(either(column({ doc }), list(column({ doc }), { doc }), { doc }));

/**
 * Names to check files with: like those of Penstock, but few and fixed, so that a new layer or
 * argument changes no golden file of the language.
 */
export const vocabulary = {
  load: [
    named("csv", { path: path({ doc: "the file" }), target }),
    named("rows", {
      values: list(list(either(float({ doc }), string({ doc }), { doc }), { doc }), { doc }),
      target,
    }),
  ],
  split: [
    named("holdout", { test: optional(share({ doc })), seed: int({ min: 0, default: 0, doc }) }),
  ],
  column: [
    named("category", {}),
    named("ignore", {}),
    named("ordinal", { values: list(string({ doc }), { doc }) }),
  ],
  impute: [named("median", { columns: optional(list(column({ doc }), { doc })) })],
  encode: [named("one_hot", {})],
  scale_target: [named("standard", {})],
  scale: [
    named("none", {}),
    named("standard", {
      deviation: word(["population", "sample"], { default: "population", doc }),
    }),
  ],
  model: [
    named("linear", {
      out: int({ min: 1, max: 1_000_000, doc: "how many outputs it has" }),
      bias: boolean({ default: true, doc }),
      weight: optional(list(numbers, { doc })),
    }),
    named("relu", {}),
    named("tanh", {}),
    named("residual", {}, { block: true }),
  ],
  loss: [named("cross_entropy", {}), named("mse", {})],
  optimizer: [named("sgd", { lr: float({ above: 0, doc: "the learning rate" }) })],
  schedule: [],
  metric: [named("accuracy", {}), named("mae", {})],
  device: [named("cpu", {})],
  modelStage: named("model", { parameters: optional(path({ doc })) }),
  train: named("train", {
    epochs: int({ min: 1, max: 1_000_000, default: 10, doc }),
    batch: int({ min: 1, max: 10_000_000, default: 32, doc }),
    shuffle: boolean({ default: true, doc }),
  }),
} satisfies Vocabulary;

/** A pipeline that was checked with it. */
export type CheckedPipeline = Pipeline<typeof vocabulary>;
