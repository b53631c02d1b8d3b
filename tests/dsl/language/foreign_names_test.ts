/** Names from Keras, PyTorch and scikit-learn lead to ours, and ours lead nowhere else. */
import assert from "node:assert/strict";
import { foreignHelp, type NameKind, undotted } from "../../../dsl/language/foreign_names.ts";
import type { Signature } from "../../../dsl/language/signature.ts";
import { keywords } from "../../../dsl/syntax/tokens.ts";
import { vocabulary } from "../../../runtime/vocabulary.ts";

const { train, modelStage, ...lists } = vocabulary;
const signatures = [...Object.values(lists).flat(), train, modelStage] as readonly Signature[];
const calls = signatures.map(({ name }) => name);
const callArguments = signatures.flatMap((each) => Object.keys(each.arguments));

const known: Readonly<Record<NameKind, readonly string[]>> = {
  call: calls,
  argument: callArguments,
  stage: Object.keys(keywords),
  value: ["true", "false"],
  part: ["train", "valid", "test"],
};

const foreign: Readonly<Record<NameKind, Readonly<Record<string, string>>>> = {
  call: {
    Dense: "linear",
    BatchNormalization: "batch_norm",
    BatchNorm1d: "batch_norm",
    LayerNormalization: "layer_norm",
    swish: "silu",
    MultiheadAttention: "attention",
    CrossEntropyLoss: "cross_entropy",
    sparse_categorical_crossentropy: "cross_entropy",
    BCEWithLogitsLoss: "binary_cross_entropy",
    MSELoss: "mse",
    mean_squared_error: "mse",
    acc: "accuracy",
    accuracy_score: "accuracy",
    r2_score: "r2",
    StandardScaler: "standard",
    train_test_split: "holdout",
    read_csv: "csv",
  },
  argument: {
    batch_size: "batch",
    n_epochs: "epochs",
    learning_rate: "lr",
    test_size: "test",
    validation_split: "valid",
    random_state: "seed",
    units: "out",
    out_features: "out",
    use_bias: "bias",
    epsilon: "eps",
  },
  stage: { fit: "train", criterion: "loss", optim: "optimizer", dataset: "load", net: "model" },
  value: { True: "true", False: "false", no: "false" },
  part: { validation: "valid", val: "valid", training: "train" },
};

for (const [kind, names] of Object.entries(foreign) as [NameKind, Record<string, string>][]) {
  Deno.test(`a foreign ${kind} is told by its name here`, () => {
    for (const [name, ours] of Object.entries(names)) {
      assert.equal(foreignHelp(kind, name, known[kind]), `Here it is written "${ours}"`, name);
    }
  });
}

Deno.test("advice is given where there is no such name here", () => {
  assert.match(foreignHelp("argument", "in_features", callArguments)!, /inputs follows/);
  assert.match(foreignHelp("stage", "import", Object.keys(keywords))!, /Remove this line/);
  assert.match(foreignHelp("value", "None", [])!, /Leave the argument out/);
});

Deno.test("nothing is said of unknown names, nor where the name here is not to be had", () => {
  assert.equal(foreignHelp("call", "constructor", calls), undefined);
  assert.equal(foreignHelp("call", "Dense", ["relu"]), undefined);
  assert.equal(foreignHelp("argument", "size", ["size"]), undefined);
});

Deno.test("a dotted name leads to the name behind the dot", () => {
  const dotted = ["nn.Linear", "nn.CrossEntropyLoss", "torch.optim.Adam", "model.fit", "nn.ReLU"];
  assert.deepEqual(dotted.map(undotted), ["linear", "cross_entropy", "adam", "train", "relu"]);
});
