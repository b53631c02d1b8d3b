/** Names from Keras, PyTorch and scikit-learn lead to ours, and ours lead nowhere else. */
import assert from "node:assert/strict";
import { check } from "../../../dsl/check/check.ts";
import type { ForeignName, Place } from "../../../dsl/language/foreign/meaning.ts";
import { foreignNames } from "../../../dsl/language/foreign/table.ts";
import {
  dottedHelp,
  foreignCall,
  foreignHelp,
  meantArgument,
} from "../../../dsl/language/foreign_names.ts";
import type { Signature } from "../../../dsl/language/signature.ts";
import { parse } from "../../../dsl/syntax/parse.ts";
import { type KeywordName, keywords } from "../../../dsl/syntax/tokens.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { initializers } from "../../../compiler/initializers/registry.ts";
import { vocabulary } from "../../../runtime/vocabulary.ts";

const { train, modelStage, ...lists } = vocabulary;
const signatures: readonly Signature[] = [
  ...Object.values<readonly Signature[]>(lists).flat(),
  ...initializers,
  train,
  modelStage,
];
const namesOf = (list: readonly Pick<Signature, "name">[]) => list.map(({ name }) => name);

/** What there is here, by where it stands. */
const known: Readonly<Record<Place, readonly string[]>> = {
  layer: namesOf(vocabulary.model),
  loss: namesOf(vocabulary.loss),
  optimizer: namesOf(vocabulary.optimizer),
  schedule: namesOf(vocabulary.schedule),
  metric: namesOf(vocabulary.metric),
  initializer: namesOf(initializers),
  load: namesOf(vocabulary.load),
  split: namesOf(vocabulary.split),
  column: namesOf(vocabulary.column),
  impute: namesOf(vocabulary.impute),
  encode: namesOf(vocabulary.encode),
  scale: namesOf(vocabulary.scale),
  scale_target: namesOf(vocabulary.scale_target),
  device: namesOf(vocabulary.device),
  argument: [...new Set(signatures.flatMap((each) => Object.keys(each.arguments)))],
  line: Object.keys(keywords),
  value: ["true", "false", "classes", "features", "rows"],
  part: ["train", "valid", "test"],
  type: ["int", "float", "boolean", "string"],
};

const foreign: Readonly<Partial<Record<Exclude<Place, "argument">, Record<string, string>>>> = {
  layer: {
    Dense: "linear",
    BatchNormalization: "batch_norm",
    BatchNorm1d: "batch_norm",
    LayerNormalization: "layer_norm",
    swish: "silu",
    MultiheadAttention: "attention",
  },
  loss: {
    CrossEntropyLoss: "cross_entropy",
    "nn.CrossEntropyLoss": "cross_entropy",
    sparse_categorical_crossentropy: "cross_entropy",
    BCEWithLogitsLoss: "binary_cross_entropy",
    MSELoss: "mse",
    mean_squared_error: "mse",
  },
  initializer: { he_normal: "kaiming_normal", glorot_uniform: "xavier_uniform" },
  metric: { acc: "accuracy", accuracy_score: "accuracy", r2_score: "r2" },
  scale: { StandardScaler: "standard" },
  split: { train_test_split: "holdout" },
  load: { read_csv: "csv" },
  line: { fit: "train", criterion: "loss", optim: "optimizer", dataset: "load", net: "model" },
  value: { True: "true", False: "false", no: "false" },
  part: { validation: "valid", val: "valid", training: "train" },
};

for (const [place, names] of Object.entries(foreign)) {
  Deno.test(`a foreign ${place} is told by its name here`, () => {
    for (const [name, ours] of Object.entries(names)) {
      const help = foreignHelp(place as keyof typeof foreign, name, known[place as Place]);
      assert.equal(help, `Here it is written "${ours}"`, name);
    }
  });
}

Deno.test("a foreign argument is told by its name here", () => {
  const ours = {
    batch_size: "batch",
    n_epochs: "epochs",
    learning_rate: "lr",
    test_size: "test",
    random_state: "seed",
    units: "out",
    use_bias: "bias",
    epsilon: "eps",
  };
  for (const [name, here] of Object.entries(ours)) {
    assert.equal(meantArgument(name, [here]), here, name);
  }
});

Deno.test("what does not exist here is said not to, with what comes nearest", () => {
  for (const name of ["conv2d", "Conv2D", "nn.Conv2d", "lstm", "GRU", "maxpool2d", "xgboost"]) {
    assert.match(String(foreignCall(name)), /^There is no [a-z -]+ here: \S/, name);
  }
  assert.match(String(foreignHelp("split", "kfold", known.split)), /^There is no cross-validation/);
  assert.match(
    String(foreignHelp("load", "read_excel", known.load)),
    /^There is no reader of this/,
  );
});

Deno.test("nothing is said of unknown names, nor where the name here is not to be had", () => {
  assert.equal(foreignHelp("layer", "constructor", known.layer), undefined);
  assert.equal(foreignHelp("layer", "Dense", ["relu"]), undefined);
  assert.equal(foreignHelp("layer", "ReLU", known.layer), undefined, "that is a slip of case");
});

Deno.test("a dotted name leads to the name behind the dot, or to what to do", () => {
  const dotted = ["nn.Linear", "nn.CrossEntropyLoss", "torch.optim.Adam", "model.fit", "nn.ReLU"];
  const names = dotted.map((each) => /write (\w+)$/.exec(dottedHelp(each))?.[1]);
  assert.deepEqual(names, ["linear", "cross_entropy", "adam", "train", "relu"]);
  assert.match(dottedHelp("nn.Conv2d"), /^There is no convolution here/);
  assert.match(dottedHelp("optimizer.step"), /^Remove this line/);
});

Deno.test("the table names only what there is", () => {
  const odd = foreignNames.filter(({ place, meaning }) => {
    if (meaning.kind === "ours") return meaning.names.some((each) => !known[place].includes(each));
    return meaning.kind === "argument" && !known.argument.includes(meaning.name);
  });
  assert.deepEqual(odd, []);
});

/** Names without case, dots and underscores are the same. */
const plain = (name: string) => name.toLowerCase().replace(/^.*\./, "").replaceAll("_", "");

Deno.test("the table says of nothing that there is that it is missing or otherwise written", () => {
  const odd = foreignNames.filter(({ place, name, meaning }) => {
    if (name.includes(".") && place === "line") return false;
    const same = known[place].filter((each) => plain(each) === plain(name));
    if (same.length === 0 || place === "argument") return false;
    if (meaning.kind === "ours") return !same.some((each) => meaning.names.includes(each));
    return meaning.kind === "missing";
  });
  assert.deepEqual(odd, [], "it exists now: change its row in dsl/language/foreign");
});

Deno.test("no row of the table is hidden by one before it", () => {
  const rows = Map.groupBy(
    foreignNames,
    ({ place, name }) =>
      `${place} ${place === "line" ? name.toLowerCase().replaceAll("_", "") : plain(name)}`,
  );
  const hidden = [...rows].filter(([, same]) =>
    same.some(({ meaning }, at) =>
      ["advice", "missing"].includes(meaning.kind) &&
      same.slice(at).some((each) => each.meaning !== meaning)
    )
  ).map(([key]) => key);
  assert.deepEqual(hidden, []);
});

function exampleIn({ meaning }: ForeignName): string[] {
  const isText = meaning.kind === "advice" || meaning.kind === "missing";
  return isText && meaning.example !== undefined ? [meaning.example] : [];
}

const examples = [...new Set(foreignNames.flatMap(exampleIn))];

/** A pipeline with an example in it: a line in the place of its like, or a layer in the model. */
function around(example: string): string {
  const word = /^\w+/.exec(example)![0];
  const isLine = Object.hasOwn(keywords, word) && keywords[word as KeywordName].role !== "layer";
  const lines = {
    load: 'load csv("x.csv", target = y)',
    model: `model {\n${isLine ? "linear(classes)" : example}\n}`,
    ...isLine && word !== "variant" && { [word]: example },
  };
  return ["pipe 1", ...Object.values(lines), ""].join("\n");
}

Deno.test("every example of the table is right", () => {
  assert(examples.length > 20);
  for (const example of examples.filter((each) => !each.startsWith("variant"))) {
    const file = parse({ name: "example", text: around(example) });
    assert(file.ok, file.ok ? "" : renderAll(file.diagnostics));
    const result = check(file.value, vocabulary);
    const unknown = result.ok ? [] : result.diagnostics;
    assert.deepEqual(unknown, [], result.ok ? "" : renderAll(unknown));
  }
});

Deno.test("every file that the table names is there", () => {
  const text = foreignNames.map(({ meaning }) => JSON.stringify(meaning)).join();
  const paths = text.matchAll(/\b(?:pipelines|data)\/[\w/]+(?:\.\w+)?/g);
  for (const [path] of paths) Deno.statSync(new URL(`../../../${path}`, import.meta.url));
});
