import type { Call, Expectation, File, Item, Stage } from "./ast.ts";
import { checkArguments, checkCall } from "./check_call.ts";
import * as problem from "./check_diagnostics.ts";
import { declareParams } from "./check_params.ts";
import { coerce } from "./coerce.ts";
import { type Checked, checked, type Diagnostic } from "./diagnostic.ts";
import { type Environment, evaluateExpression } from "./evaluate_expression.ts";
import type { Override } from "./override.ts";
import {
  type CheckedCall,
  type Expected,
  type Facts,
  partNames,
  type Pipeline,
  type Vocabulary,
} from "./pipeline.ts";
import type { Signature } from "./signature.ts";

/** Choices made outside the file, and what is known of the data. */
export interface CheckOptions {
  readonly overrides?: readonly Override[];
  /** Absent before the data has been seen; values that need it are then left unchecked. */
  readonly facts?: Facts;
}

/** What a stage looks like, shown where one is missing or misshapen. */
const examples = {
  load: 'load csv("iris.csv", target = species)',
  split: "split holdout(test = 20%, seed = 7)",
  scale: "scale standard",
  model: "model { linear(classes) }",
  loss: "loss cross_entropy",
  optimizer: "optimizer sgd(lr = 0.01)",
  train: "train(epochs = 20, batch = 32)",
  metric: "metric accuracy",
} as const;

type Keyword = keyof typeof examples;

/**
 * Checks names, types and ranges of a parsed file against a vocabulary, and fills in the defaults.
 * All mistakes are reported, in the order of their places.
 */
export function check<V extends Vocabulary>(
  file: File,
  vocabulary: V,
  options: CheckOptions = {},
): Checked<Pipeline<V>> {
  const diagnostics: Diagnostic[] = [];
  const report = (each: Diagnostic) => void diagnostics.push(each);
  checkVersion(file, report);
  const { environment, params } = declareParams(file, {
    overrides: options.overrides ?? [],
    facts: options.facts,
    report,
  });
  const stages = stagesByKeyword(file, report);
  const one = <S extends Signature>(keyword: Keyword, known: readonly S[]) =>
    singleCall(stages.get(keyword), known, environment);
  const load = one("load", vocabulary.load as readonly V["load"][number][]);
  const layers = checkModel(stages.get("model"), vocabulary.model, environment);
  const metrics = checkMetrics(stages.get("metric"), vocabulary.metric, environment);
  const pipeline = {
    source: file.span.source,
    seed: checkSeed(file, environment),
    params,
    load,
    split: one("split", vocabulary.split),
    scale: one("scale", vocabulary.scale),
    model: { layers, span: stages.get("model")?.keyword.span },
    loss: one("loss", vocabulary.loss),
    optimizer: one("optimizer", vocabulary.optimizer),
    train: checkTrain(stages.get("train"), vocabulary.train, environment),
    metrics,
    expectations: checkExpectations(file, metrics, environment),
  };
  reportMissing(file, stages, report);
  diagnostics.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  // Where a required stage is missing, an error was reported and the value is not looked at.
  return checked(pipeline as Pipeline<V>, diagnostics);
}

function itemsOf<K extends Item["kind"]>(file: File, kind: K): Extract<Item, { kind: K }>[] {
  return file.items.filter((item): item is Extract<Item, { kind: K }> => item.kind === kind);
}

function checkVersion(file: File, report: (each: Diagnostic) => void): void {
  const [first] = file.items;
  // `parse` has made sure that the version stands first.
  if (first?.kind !== "version") return;
  const { number } = first;
  if (number.kind !== "number" || number.value !== 1) {
    report(problem.unsupportedVersion(number.span));
  }
}

const maxSeed = 2 ** 32 - 1;

function checkSeed(file: File, environment: Environment): number {
  const [seed] = itemsOf(file, "seed");
  if (!seed) return 0;
  const evaluated = evaluateExpression(seed.value, environment);
  const coerced = coerce(evaluated, { kind: "int", min: 0, max: maxSeed });
  if (coerced.kind === "problem" && coerced.diagnostic) environment.report(coerced.diagnostic);
  return coerced.kind === "value" ? coerced.value as number : 0;
}

function stagesByKeyword(file: File, report: (each: Diagnostic) => void): Map<string, Stage> {
  const stages = new Map<string, Stage>();
  for (const stage of itemsOf(file, "stage")) {
    const first = stages.get(stage.keyword.text);
    if (first) report(problem.repeatedStage(stage.keyword, first.keyword.span));
    else stages.set(stage.keyword.text, stage);
  }
  return stages;
}

function reportMissing(
  file: File,
  stages: ReadonlyMap<string, Stage>,
  report: (each: Diagnostic) => void,
): void {
  const end = { ...file.span, start: file.span.end };
  for (const keyword of ["load", "model"] as const) {
    if (!stages.has(keyword)) report(problem.missingStage(keyword, examples[keyword], end));
  }
}

/** The one call of stages such as `load`, `loss` and `optimizer`. */
function singleCall<S extends Signature>(
  stage: Stage | undefined,
  known: readonly S[],
  environment: Environment,
): CheckedCall<S> | undefined {
  if (!stage) return undefined;
  const keyword = stage.keyword.text as Keyword;
  const [call, ...rest] = stage.calls;
  if (!call || rest.length > 0 || stage.arguments.length > 0 || stage.block) {
    environment.report(problem.misshapenStage(stage.keyword, examples[keyword]));
    return undefined;
  }
  return checkCall(call, known, { what: whatIn[keyword], environment });
}

/** What the names in a stage are called in messages. */
const whatIn: Readonly<Record<Keyword, string>> = {
  load: "reader",
  split: "split",
  scale: "scaling",
  model: "layer",
  loss: "loss",
  optimizer: "optimizer",
  train: "argument",
  metric: "metric",
};

function checkModel<S extends Signature>(
  stage: Stage | undefined,
  known: readonly S[],
  environment: Environment,
): CheckedCall<S>[] {
  if (!stage) return [];
  if (!stage.block || stage.calls.length > 0 || stage.arguments.length > 0) {
    environment.report(problem.misshapenStage(stage.keyword, examples.model));
    return [];
  }
  if (stage.block.length === 0) environment.report(problem.emptyModel(stage.span));
  reportRepeatedLabels(stage.block, environment);
  return stage.block.flatMap((call) =>
    checkCall(call, known, { what: whatIn.model, environment }) ?? []
  );
}

function reportRepeatedLabels(layers: readonly Call[], { report }: Environment): void {
  const labels = layers.flatMap((layer) => layer.label ?? []);
  labels.forEach((label, index) => {
    const first = labels.findIndex((each) => each.text === label.text);
    if (first < index) report(problem.repeatedLabel(label, labels[first]!.span));
  });
}

function checkMetrics<S extends Signature>(
  stage: Stage | undefined,
  known: readonly S[],
  environment: Environment,
): CheckedCall<S>[] {
  if (!stage) return [];
  if (stage.calls.length === 0 || stage.arguments.length > 0 || stage.block) {
    environment.report(problem.misshapenStage(stage.keyword, examples.metric));
    return [];
  }
  return stage.calls.flatMap((call) =>
    checkCall(call, known, { what: whatIn.metric, environment }) ?? []
  );
}

function checkTrain<S extends Signature>(
  stage: Stage | undefined,
  signature: S,
  environment: Environment,
): CheckedCall<S> | undefined {
  if (!stage) return undefined;
  if (stage.calls.length > 0 || stage.block) {
    environment.report(problem.misshapenStage(stage.keyword, examples.train));
    return undefined;
  }
  const written = { name: stage.keyword, arguments: stage.arguments, span: stage.span };
  return checkArguments(signature, written, environment);
}

function checkExpectations(
  file: File,
  metrics: readonly CheckedCall[],
  environment: Environment,
): Expected[] {
  const names = ["loss", ...metrics.map((metric) => metric.definition.name)];
  return itemsOf(file, "expect").flatMap((each) =>
    checkExpectation(each, names, environment) ?? []
  );
}

function checkExpectation(
  { metric, range, part, span }: Expectation,
  metrics: readonly string[],
  environment: Environment,
): Expected | undefined {
  const { report } = environment;
  const partName = partNames.find((each) => each === part.text);
  const isKnown = metrics.includes(metric.text);
  if (!isKnown) report(problem.unknownExpectedMetric(metric, metrics));
  if (!partName) report(problem.unknownPart(part, partNames));
  const evaluated = evaluateExpression(range, environment);
  const [low, high] = evaluated.kind === "range" ? [evaluated.low, evaluated.high] : [];
  if (low?.kind !== "number" || high?.kind !== "number" || low.value > high.value) {
    report(problem.badParamRange(range.span, "float"));
    return undefined;
  }
  if (!partName || !isKnown) return undefined;
  return { metric: metric.text, low: low.value, high: high.value, part: partName, span };
}
