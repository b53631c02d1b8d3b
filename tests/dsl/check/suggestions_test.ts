/** A slip of the fingers leads to the name that was meant, and no other word leads anywhere near. */
import assert from "node:assert/strict";
import { argumentHelp, callHelp, wordHelp } from "../../../dsl/check/suggestions.ts";
import { foreignArguments, foreignCall } from "../../../dsl/language/foreign_names.ts";
import type { Signature } from "../../../dsl/language/signature.ts";
import { keywords } from "../../../dsl/syntax/tokens.ts";
import { initializers } from "../../../compiler/initializers/registry.ts";
import { vocabulary } from "../../../runtime/vocabulary.ts";

const lists = {
  layer: vocabulary.model,
  loss: vocabulary.loss,
  optimizer: vocabulary.optimizer,
  schedule: vocabulary.schedule,
  metric: vocabulary.metric,
  initializer: initializers,
  reader: vocabulary.load,
  split: vocabulary.split,
} satisfies Record<string, readonly Signature[]>;
type What = keyof typeof lists;

function helpFor(what: What, typed: string): string {
  return callHelp(typed, { what, known: lists[what], vocabulary });
}

function argumentHelpFor(callee: Signature, typed: string): string {
  const span = { source: { name: "x", text: "" }, start: 0, end: 0 };
  const value = { kind: "number", value: 1, isInt: true, span } as const;
  const name = { kind: "identifier", text: typed, quoted: false, span } as const;
  const argument = { kind: "argument", name, value, span } as const;
  return argumentHelp(typed, { callee, argument, given: [argument], vocabulary });
}

const slips: Readonly<Partial<Record<What, Readonly<Record<string, string>>>>> = {
  layer: {
    liner: "linear",
    lienar: "linear",
    linaer: "linear",
    lineer: "linear",
    Linear: "linear",
    rleu: "relu",
    reul: "relu",
    reluu: "relu",
    RELU: "relu",
    tahn: "tanh",
    thanh: "tanh",
    sigmod: "sigmoid",
    sigmiod: "sigmoid",
    singmoid: "sigmoid",
    sofmax: "softmax",
    softamx: "softmax",
    sotfmax: "softmax",
    droput: "dropout",
    dropuot: "dropout",
    drop_out: "dropout",
    batchnorm: "batch_norm",
    bacth_norm: "batch_norm",
    batch_nrom: "batch_norm",
    layernorm: "layer_norm",
    leakyrelu: "leaky_relu",
    leaky_rleu: "leaky_relu",
    flaten: "flatten",
    flattern: "flatten",
    embeding: "embedding",
    attenton: "attention",
    residal: "residual",
    resdiual: "residual",
    sequental: "sequential",
    consat: "concat",
    collumns: "columns",
    transpoze: "transpose",
    reshpae: "reshape",
    permutte: "permute",
    acitvation: "activation",
    postion_embedding: "position_embedding",
  },
  loss: {
    crossentropy: "cross_entropy",
    cross_entrop: "cross_entropy",
    corss_entropy: "cross_entropy",
    cross_entorpy: "cross_entropy",
    binary_crossentropy: "binary_cross_entropy",
    binary_cros_entropy: "binary_cross_entropy",
    mes: "mse",
    hubert: "huber",
    hindge: "hinge",
    poison: "poisson",
    smoothl1: "smooth_l1",
    half_sqared: "half_squared",
  },
  optimizer: {
    sdg: "sgd",
    SGD: "sgd",
    adma: "adam",
    Adam: "adam",
    addam: "adam",
    admw: "adamw",
    rmspropp: "rmsprop",
    rms_prop: "rmsprop",
    adagard: "adagrad",
    adadleta: "adadelta",
    nadm: "nadam",
    loin: "lion",
  },
  schedule: {
    cosin: "cosine",
    consine: "cosine",
    expontential: "exponential",
    onecycle: "one_cycle",
    platau: "plateau",
    warm_up: "warmup",
    ploynomial: "polynomial",
  },
  metric: {
    acuracy: "accuracy",
    accurracy: "accuracy",
    acccuracy: "accuracy",
    accuarcy: "accuracy",
    percision: "precision",
    recal: "recall",
    rmes: "rmse",
    rocauc: "roc_auc",
    confusion_matirx: "confusion_matrix",
    topk: "top_k",
  },
  initializer: {
    kaiming_nromal: "kaiming_normal",
    xaiver_uniform: "xavier_uniform",
    zeors: "zeros",
  },
  reader: { cvs: "csv", row: "rows", datset: "dataset" },
  split: { holduot: "holdout", hold_out: "holdout" },
};

for (const [what, table] of Object.entries(slips)) {
  Deno.test(`a slip in the name of a ${what} leads to the right one`, () => {
    for (const [typed, right] of Object.entries(table)) {
      const help = helpFor(what as What, typed);
      assert(
        help === `Did you mean "${right}"?` || help === `Here it is written "${right}"`,
        `${typed}: ${help}`,
      );
    }
  });
}

/** What is typed for a name with one slip: a letter left out, doubled or swapped with the next. */
function slipsOf(name: string): string[] {
  return [...name].slice(1).flatMap((letter, index) => {
    const [before, after] = [name.slice(0, index + 1), name.slice(index + 2)];
    return [
      before + after,
      before + letter + letter + after,
      before + after[0] + letter +
      after.slice(1),
    ];
  }).filter((each) => each !== name && !each.includes("undefined"));
}

Deno.test("every slip in every name of a call leads to that name, or to all that are as near", () => {
  let count = 0;
  for (const [what, list] of Object.entries(lists)) {
    for (const { name } of list.filter((each) => each.name.length > 2)) {
      for (const typed of slipsOf(name)) {
        const isName = Object.values(lists).flat().some((each) => each.name === typed);
        if (isName || foreignCall(typed) !== undefined) continue;
        assert(helpFor(what as What, typed).includes(`"${name}"`), `${what} ${typed}`);
        count++;
      }
    }
  }
  assert(count > 1500, `${count}`);
});

Deno.test("every slip in an argument leads to that argument, or to all that are as near", () => {
  const all: readonly Signature[] = [...Object.values(lists).flat(), vocabulary.train];
  const names = new Set(all.flatMap((each) => Object.keys(each.arguments)));
  let count = 0;
  for (const callee of all) {
    for (const name of Object.keys(callee.arguments).filter((each) => each.length > 2)) {
      for (const typed of slipsOf(name)) {
        const isName = names.has(typed) || Object.hasOwn(keywords, typed);
        if (isName || foreignArguments(typed).length > 0) continue;
        assert(argumentHelpFor(callee, typed).includes(`"${name}"`), `${callee.name} ${typed}`);
        count++;
      }
    }
  }
  assert(count > 1500, `${count}`);
});

Deno.test("a word that is far from every name leads to no guess", () => {
  const far = ["frobnicate", "foo", "x", "zzz", "hidden", "units", "network", "mlp", "out", "bar"];
  for (const what of Object.keys(lists) as What[]) {
    for (const typed of far) {
      assert(!helpFor(what, typed).startsWith("Did you mean"), `${what} ${typed}`);
    }
  }
});

Deno.test("a guess never changes what is meant", () => {
  const help: readonly (readonly [string, RegExp])[] = [
    [helpFor("initializer", "he_normal"), /kaiming_normal/],
    [argumentHelpFor(vocabulary.train, "lr"), /belongs to the optimizer stage: optimizer sgd\(/],
    [argumentHelpFor(vocabulary.train, "early_stopping"), /^Write patience = 5$/],
    [argumentHelpFor(vocabulary.train, "seed"), /a line of its own, as in: seed 7/],
    [helpFor("layer", "celu"), /^There is no celu here/],
    [helpFor("layer", "relu6"), /^There is no such rectifier here/],
    [helpFor("layer", "mse"), /"mse" is a loss/],
    [helpFor("loss", "mape"), /^There is no loss of relative errors/],
    [helpFor("metric", "cross_entropy"), /log_loss/],
    [wordHelp("gelu", ["relu", "tanh"], vocabulary), /^Use one of relu, tanh$/],
  ];
  for (const [given, expected] of help) assert.match(given, expected);
});
