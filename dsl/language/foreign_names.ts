import { nearest } from "../text/nearest.ts";

/** What a name from elsewhere is called here: the first that is among the candidates, or advice. */
type Meaning = { readonly ours: readonly string[] } | { readonly advice: string };

function ours(...names: readonly string[]): Meaning {
  return { ours: names };
}

function advice(text: string): Meaning {
  return { advice: text };
}

const inputsFollow = advice("Leave it out: the number of inputs follows from the layer before");
const activationIsLayer = advice("Write the activation as a layer of its own, on the next line");
const inTrain = "Write it in the train stage, as in train(epochs = 20, batch = 32)";
const leaveOut = advice("Leave it out");

/** Layers, losses, optimizers, metrics...: what Keras, PyTorch and scikit-learn call them. */
const calls: Readonly<Record<string, Meaning>> = {
  dense: ours("linear"),
  fullyconnected: ours("linear"),
  fc: ours("linear"),
  inputlayer: advice("Remove this line: the inputs are the features of the data"),
  input: advice("Remove this line: the inputs are the features of the data"),
  batchnormalization: ours("batch_norm"),
  batchnorm1d: ours("batch_norm"),
  layernormalization: ours("layer_norm"),
  groupnormalization: ours("group_norm"),
  swish: ours("silu"),
  leakyrelu: ours("leaky_relu"),
  logistic: ours("sigmoid"),
  identity: advice("Remove this line: without an activation the scores stay as they are"),
  crossentropyloss: ours("cross_entropy"),
  nllloss: ours("nll"),
  categoricalcrossentropy: ours("cross_entropy"),
  sparsecategoricalcrossentropy: ours("cross_entropy"),
  softmaxcrossentropy: ours("cross_entropy"),
  logloss: ours("cross_entropy"),
  bce: ours("binary_cross_entropy"),
  bceloss: ours("binary_cross_entropy"),
  bcewithlogitsloss: ours("binary_cross_entropy"),
  binarycrossentropy: ours("binary_cross_entropy"),
  mseloss: ours("mse"),
  meansquarederror: ours("mse"),
  l2loss: ours("mse"),
  l1loss: ours("mae"),
  meanabsoluteerror: ours("mae"),
  rootmeansquarederror: ours("rmse"),
  smoothl1loss: ours("smooth_l1"),
  averagepooling1d: ours("mean_pool"),
  multiheadattention: ours("attention"),
  huberloss: ours("huber"),
  gd: ours("sgd"),
  gradientdescent: ours("sgd"),
  momentum: advice("Write it like: sgd(lr = 0.01, momentum = 0.9)"),
  acc: ours("accuracy"),
  accuracyscore: ours("accuracy"),
  precisionscore: ours("precision"),
  recallscore: ours("recall"),
  f1score: ours("f1"),
  auc: ours("roc_auc"),
  rocaucscore: ours("roc_auc"),
  r2score: ours("r2"),
  traintestsplit: ours("holdout"),
  random: ours("holdout"),
  kfold: ours("folds", "k_fold"),
  standardscaler: ours("standard"),
  standardize: ours("standard"),
  standardise: ours("standard"),
  zscore: ours("standard"),
  normalize: ours("standard"),
  minmaxscaler: ours("minmax", "min_max"),
  readcsv: ours("csv"),
  reducelronplateau: ours("plateau"),
  cosineannealinglr: ours("cosine"),
  steplr: ours("step"),
  exponentiallr: ours("exponential"),
};

const callArguments: Readonly<Record<string, Meaning>> = {
  batchsize: ours("batch"),
  nepochs: ours("epochs"),
  numepochs: ours("epochs"),
  nbepoch: ours("epochs"),
  maxiter: ours("epochs"),
  iterations: ours("epochs"),
  learningrate: ours("lr"),
  learningrateinit: ours("lr"),
  eta: ours("lr"),
  step: ours("lr"),
  decay: ours("weight_decay"),
  l2penalty: ours("weight_decay"),
  epsilon: ours("eps"),
  beta1: ours("beta1"),
  betas: advice("Write beta1 = ... and beta2 = ..."),
  rho: ours("alpha", "rho"),
  testsize: ours("test"),
  validsize: ours("valid"),
  valsize: ours("valid"),
  val: ours("valid"),
  validation: ours("valid"),
  validationsplit: ours("valid"),
  trainsize: advice("Leave it out: the rows that are not held out train the model"),
  train: advice("Leave it out: the rows that are not held out train the model"),
  randomstate: ours("seed"),
  randomseed: ours("seed"),
  units: ours("out"),
  outfeatures: ours("out"),
  nout: ours("out"),
  size: ours("out"),
  infeatures: inputsFollow,
  inputdim: inputsFollow,
  inputshape: inputsFollow,
  inputs: inputsFollow,
  activation: activationIsLayer,
  usebias: ours("bias"),
  rate: ours("p"),
  dropout: advice("Write dropout as a layer of its own, on the next line"),
  negativeslope: ours("slope", "alpha"),
  label: ours("target"),
  labels: ours("target"),
  y: ours("target"),
  targetcolumn: ours("target"),
  file: ours("path"),
  filename: ours("path"),
  drop: ours("ignore"),
  usecols: ours("columns", "use"),
  sep: ours("separator", "delimiter"),
  delimiter: ours("separator", "delimiter"),
  earlystopping: ours("patience"),
  restorebestweights: advice("Write keep = best"),
  verbose: leaveOut,
  device: advice("Leave it out: the device is chosen on the command line"),
};

/** Words at the start of a line. */
const stages: Readonly<Record<string, Meaning>> = {
  import: advice("Remove this line: every layer, loss and optimizer is known already"),
  from: advice("Remove this line: every layer, loss and optimizer is known already"),
  data: ours("load"),
  dataset: ours("load"),
  read: ours("load"),
  input: ours("load"),
  traintestsplit: ours("split"),
  scaler: ours("scale"),
  normalize: ours("scale"),
  standardize: ours("scale"),
  preprocess: ours("scale"),
  net: ours("model"),
  network: ours("model"),
  layers: ours("model"),
  sequential: advice("Write the layers as in model { ... }, one on each line"),
  criterion: ours("loss"),
  objective: ours("loss"),
  lossfn: ours("loss"),
  optim: ours("optimizer"),
  optimiser: ours("optimizer"),
  optimizers: ours("optimizer"),
  scheduler: ours("schedule"),
  fit: ours("train"),
  training: ours("train"),
  compile: advice("Remove this line: loss, optimizer and metric are stages of their own"),
  epochs: advice(inTrain),
  epoch: advice(inTrain),
  nepochs: advice(inTrain),
  batch: advice(inTrain),
  batchsize: advice(inTrain),
  lr: advice("Write it with the optimizer, as in: optimizer sgd(lr = 0.01)"),
  learningrate: advice("Write it with the optimizer, as in: optimizer sgd(lr = 0.01)"),
  randomstate: ours("seed"),
  randomseed: ours("seed"),
  target: advice('Write it where the data is loaded: load csv("data.csv", target = column)'),
  assert: ours("expect"),
  evaluate: ours("metric"),
  score: ours("metric"),
  def: advice("Name a group of layers with block: block name { ... }"),
  for: advice("Repeat layers inside the model with repeat(3) { ... }"),
  print: leaveOut,
};

/** Words where a value is expected. */
const values: Readonly<Record<string, Meaning>> = {
  true: ours("true"),
  yes: ours("true"),
  on: ours("true"),
  false: ours("false"),
  no: ours("false"),
  off: ours("false"),
  none: advice("Leave the argument out"),
  null: advice("Leave the argument out"),
  nil: advice("Leave the argument out"),
};

/** Parts of the rows. */
const parts: Readonly<Record<string, Meaning>> = {
  training: ours("train"),
  validation: ours("valid"),
  val: ours("valid"),
  dev: ours("valid"),
  testing: ours("test"),
  holdout: ours("test"),
};

const tables = { call: calls, argument: callArguments, stage: stages, value: values, part: parts };

/** Where a name stands. */
export type NameKind = keyof typeof tables;

/** `nn.BatchNorm1d` and `batch_norm_1d` are the same. */
function normalized(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase().replaceAll("_", "");
}

/** What someone who knows this name from another tool should write; nothing where it is unknown. */
export function foreignHelp(
  kind: NameKind,
  name: string,
  candidates: readonly string[],
): string | undefined {
  const table = tables[kind];
  const key = normalized(name);
  const meaning = Object.hasOwn(table, key) ? table[key] : undefined;
  if (!meaning) return undefined;
  if ("advice" in meaning) return meaning.advice;
  const here = meaning.ours.find((each) => candidates.includes(each));
  return here && (here === name ? undefined : `Here it is written "${here}"`);
}

/** The call that a foreign name, or one in another case, stands for. */
export function meantCall(
  name: string,
  known: readonly { readonly name: string }[],
): string | undefined {
  const key = normalized(name);
  const meaning = Object.hasOwn(calls, key) ? calls[key] : undefined;
  const names = meaning && "ours" in meaning ? meaning.ours : [name.toLowerCase()];
  return names.find((each) => known.some((other) => other.name === each));
}

/** What a dotted name such as `nn.CrossEntropyLoss` is called here, as far as can be told from it. */
export function undotted(name: string): string {
  const last = name.slice(name.lastIndexOf(".") + 1);
  const key = normalized(last);
  for (const table of [calls, stages]) {
    const meaning = Object.hasOwn(table, key) ? table[key] : undefined;
    if (meaning && "ours" in meaning) return meaning.ours[0];
  }
  return last.toLowerCase();
}

/** A second number where another tool wants inputs and outputs, as in `linear(4, 8)`. */
export function secondNumberHelp(callee: string): string | undefined {
  return callee === "linear"
    ? "Write the number of outputs alone: the number of inputs follows from the layer before"
    : undefined;
}

/** The argument that a foreign or misspelt name stands for: it is not missing as well. */
export function meantArgument(name: string, candidates: readonly string[]): string | undefined {
  const key = normalized(name);
  const meaning = Object.hasOwn(callArguments, key) ? callArguments[key] : undefined;
  const here = meaning && "ours" in meaning &&
    meaning.ours.find((each) => candidates.includes(each));
  return here || nearest(name, candidates);
}
