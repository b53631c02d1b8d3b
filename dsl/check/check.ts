import type { Call, File, Item, Stage } from "../syntax/ast.ts";
import { blocksOf } from "./blocks.ts";
import { checkArguments, checkCall } from "./call.ts";
import { checkExpectations, metricNames } from "./expectations.ts";
import * as problem from "./check_diagnostics.ts";
import { checkOrder } from "./stage_order.ts";
import { checkBlock, checkLayers } from "./layers.ts";
import { declareParams } from "./params.ts";
import { coerce } from "./coerce.ts";
import { variantNeeded } from "../compose/compose_diagnostics.ts";
import { type Checked, checked, type Diagnostic } from "../text/diagnostic.ts";
import { type Environment, evaluateExpression } from "./evaluate.ts";
import { examples } from "../language/examples.ts";
import { firstMistakes } from "../syntax/first_mistakes.ts";
import { inOrderOfPlace } from "../text/order.ts";
import type { Override } from "../syntax/override.ts";
import type { CheckedCall, Facts, Pipeline, Vocabulary } from "../language/pipeline.ts";
import type { Signature } from "../language/signature.ts";
import type { Source, Span } from "../text/span.ts";

/** Choices made outside the file, and what is known of the data. */
export interface CheckOptions {
  /** Parameters set from outside the file. */
  readonly overrides?: readonly Override[];
  /** Absent before the data has been seen; values that need it are then left unchecked. */
  readonly facts?: Facts;
}

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
  const report = reportOnce(diagnostics);
  requireComposed(file);
  checkVersion(file, report);
  const { environment, params } = declareParams(file, {
    overrides: options.overrides ?? [],
    facts: options.facts,
    report,
  });
  const stages = stagesByKeyword(file, report);
  const one = <S extends Signature>(keyword: Keyword, known: readonly S[], names = environment) =>
    singleCall(stages.get(keyword), known, names);
  // What is loaded cannot depend on what was loaded.
  const onPending = (span: Span) => report(problem.knownLater(span));
  const load = one("load", vocabulary.load as readonly V["load"][number][], {
    ...environment,
    onPending,
  });
  const model = checkModel(file, { stage: stages.get("model"), vocabulary, environment });
  const metrics = checkMetrics(stages.get("metric"), vocabulary.metric, environment);
  const pipeline = {
    source: file.span.source,
    seed: checkSeed(file, environment),
    params,
    load,
    split: one("split", vocabulary.split),
    scale: one("scale", vocabulary.scale),
    model,
    loss: one("loss", vocabulary.loss),
    optimizer: one("optimizer", vocabulary.optimizer),
    schedule: one("schedule", vocabulary.schedule),
    train: checkTrain(stages.get("train"), vocabulary.train, environment),
    metrics,
    expectations: checkExpectations(itemsOf(file, "expect"), {
      names: metricNames(metrics),
      // A metric that is not known may be the very one that is expected: that is one mistake.
      areAllKnown: metrics.length === (stages.get("metric")?.calls.length ?? 0),
    }, environment),
  };
  reportMissing(file, stages, report);
  checkOrder(file).forEach(report);
  const sorted = inOrderOfPlace(diagnostics);
  // Where a required stage is missing, an error was reported and the value is not looked at.
  return checked(pipeline as Pipeline<V>, firstMistakes(sorted));
}

/** The `load` stage alone, where it is right: other stages may be wrong. */
export function checkLoadStage<V extends Vocabulary>(
  file: File,
  vocabulary: V,
  { overrides = [] }: CheckOptions = {},
): Pipeline<V>["load"] | undefined {
  let isRight = true;
  const { environment } = declareParams(file, { overrides, report: () => {} });
  const fail = () => void (isRight = false);
  const stages = itemsOf(file, "stage").filter(({ keyword }) => keyword.text === "load");
  const load = singleCall(stages[0], vocabulary.load as readonly V["load"][number][], {
    ...environment,
    report: fail,
    onPending: fail,
  });
  return isRight && stages.length === 1 ? load : undefined;
}

/** Adds a diagnostic unless it was there: layers of a block are checked at each of its calls. */
function reportOnce(diagnostics: Diagnostic[]): (each: Diagnostic) => void {
  const seen = new Map<Source | undefined, Set<string>>();
  return (each) => {
    const { code, span, message } = each;
    const inSource = seen.get(span?.source) ?? new Set();
    const key = `${code} ${span?.start} ${span?.end} ${message}`;
    if (!inSource.has(key)) diagnostics.push(each);
    seen.set(span?.source, inSource.add(key));
  };
}

function requireComposed(file: File): void {
  const left = file.items.find(({ kind }) => ["use", "override", "variant"].includes(kind));
  if (left) throw new RangeError(`"${left.kind}" is left: give the file to compose() first`);
}

function itemsOf<K extends Item["kind"]>(file: File, kind: K): Extract<Item, { kind: K }>[] {
  return file.items.filter((item): item is Extract<Item, { kind: K }> => item.kind === kind);
}

function checkVersion(file: File, report: (each: Diagnostic) => void): void {
  // One of each file that was composed.
  for (const { number } of itemsOf(file, "version")) {
    if (number.kind !== "number" || number.value !== 1) {
      report(problem.unsupportedVersion(number.span));
    }
  }
}

const maxSeed = 2 ** 32 - 1;

function checkSeed(file: File, environment: Environment): number {
  const [seed, ...others] = itemsOf(file, "seed");
  if (!seed) return 0;
  for (const { span } of others) {
    environment.report(problem.repeatedStage({ text: "seed", span }, seed.span));
  }
  const evaluated = evaluateExpression(seed.value, environment);
  const coerced = coerce(evaluated, { kind: "int", min: 0, max: maxSeed }, environment);
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
    if (stages.has(keyword)) continue;
    const variants = file.unchosen?.map(({ text }) => text) ?? [];
    if (variants.length > 0) return report(variantNeeded(keyword, { variants, span: end }));
    report(problem.missingStage(keyword, examples[keyword], end));
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
  schedule: "schedule",
  train: "argument",
  metric: "metric",
};

/** Layers and arguments of the model; nothing where the stage is missing or misshapen. */
function checkModel(
  file: File,
  { stage, vocabulary, environment }: {
    readonly stage: Stage | undefined;
    readonly vocabulary: Vocabulary;
    readonly environment: Environment;
  },
) {
  const { model: known, modelStage } = vocabulary;
  const { report } = environment;
  const layers = known.map(({ name }) => name);
  const options = { known, environment, ...blocksOf(file, { layers, report }) };
  options.blocks.forEach((block) => checkBlock(block, options));
  if (!stage) return undefined;
  if (!stage.block || stage.calls.length > 0) {
    environment.report(problem.misshapenStage(stage.keyword, examples.model));
    return undefined;
  }
  if (stage.block.length === 0) environment.report(problem.emptyModel(stage.span));
  const written = { name: stage.keyword, arguments: stage.arguments, span: stage.span };
  return {
    stage: checkArguments(modelStage, written, environment),
    layers: checkLayers(stage.block, options),
    span: stage.keyword.span,
  };
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
  reportRepeatedMetrics(stage.calls, environment);
  return stage.calls.flatMap((call) =>
    checkCall(call, known, { what: whatIn.metric, environment }) ?? []
  );
}

/** What tables and `metrics.json` say of every part, whatever is measured. */
const takenNames = ["loss", "rows"];

/** A metric goes by its label, else by its own name. */
function reportRepeatedMetrics(calls: readonly Call[], { report }: Environment): void {
  const firsts = new Map<string, Span>();
  for (const { label, name } of calls) {
    const { text, span } = label ?? name;
    const first = firsts.get(text);
    if (first) report(problem.repeatedMetric(text, span, first));
    else if (takenNames.includes(text)) report(problem.takenMetricName(text, span));
    else firsts.set(text, span);
  }
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
