import type { Call, File, Stage } from "../syntax/ast.ts";
import { blocksOf } from "./blocks.ts";
import { checkArguments, checkCall } from "./call.ts";
import * as problem from "./check_diagnostics.ts";
import { isPlainText } from "./labels.ts";
import { checkBlock, checkLayers } from "./layers.ts";
import type { Environment } from "./evaluated.ts";
import type { DraftCall, DraftStages } from "../language/draft.ts";
import { examples } from "../language/examples.ts";
import type { CheckedCall, Vocabulary } from "../language/pipeline.ts";
import type { Signature } from "../language/signature.ts";
import type { Span } from "../text/span.ts";

/** A keyword that starts a stage. */
export type StageName = keyof typeof examples;

/** The names that may stand in a stage. */
export function wordsOf<V extends Vocabulary, K extends Exclude<StageName, "train">>(
  vocabulary: V,
  keyword: K,
): readonly V[K][number][] {
  // The type checker does not see that a list of a vocabulary is a list of its elements.
  return vocabulary[keyword] as readonly V[K][number][];
}

/** The `load` stage: what is loaded cannot depend on what was loaded. */
export function checkLoad<S extends Signature>(
  stage: Stage | undefined,
  known: readonly S[],
  environment: Environment,
): CheckedCall<S> | undefined {
  return knownAtOnce(environment, (environment) => singleCall(stage, known, environment));
}

/** A call in which nothing follows from the data: what does is a mistake. */
function knownAtOnce<S extends Signature>(
  environment: Environment,
  check: (environment: Environment) => DraftCall<S> | undefined,
): CheckedCall<S> | undefined {
  let isPending = false;
  const onPending = (span: Span) => {
    isPending = true;
    environment.report(problem.knownLater(span));
  };
  const call = check({ ...environment, onPending });
  // Without pending values and without a block, a draft of a call is the call.
  return isPending ? undefined : call as CheckedCall<S> | undefined;
}

/** What `column NAME: TYPE` says of each column. */
export function checkColumns<S extends Signature>(
  stages: readonly Stage[],
  known: readonly S[],
  environment: Environment,
): CheckedCall<S>[] {
  const calls = stages.flatMap((stage) => severalCalls(stage, "column", environment));
  const firsts = new Map<string, Span>();
  return calls.flatMap((call) => {
    const { label } = call;
    const first = label && firsts.get(label.text);
    if (!label) environment.report(problem.columnWithoutName(call));
    else if (first) environment.report(problem.repeatedColumnLine(label, first));
    else firsts.set(label.text, label.span);
    const checked = knownAtOnce(
      environment,
      (environment) => checkCall(call, known, { what: whatIn.column, environment }),
    );
    return checked && label && !first ? [checked] : [];
  });
}

/** A stage that prepares columns, whose calls act from left to right. */
export function checkPreparers<S extends Signature>(
  stage: Stage | undefined,
  known: readonly S[],
  environment: Environment,
): CheckedCall<S>[] {
  if (!stage) return [];
  const keyword = stage.keyword.text as StageName;
  return severalCalls(stage, keyword, environment).flatMap((call) => {
    if (call.label) environment.report(problem.unwantedLabel(call.label, { keyword, call }));
    const check = (environment: Environment) =>
      checkCall(call, known, { what: whatIn[keyword], environment });
    return knownAtOnce(environment, check) ?? [];
  });
}

/** The one call of stages such as `load`, `loss` and `optimizer`. */
export function singleCall<S extends Signature>(
  stage: Stage | undefined,
  known: readonly S[],
  environment: Environment,
): DraftCall<S> | undefined {
  if (!stage) return undefined;
  const keyword = stage.keyword.text as StageName;
  const [call, ...rest] = stage.calls;
  if (!call || rest.length > 0 || stage.arguments.length > 0 || stage.block) {
    environment.report(problem.misshapenStage(stage.keyword, examples[keyword]));
    return undefined;
  }
  if (call.label) environment.report(problem.unwantedLabel(call.label, { keyword, call }));
  return checkCall(call, known, { what: whatIn[keyword], environment });
}

/** What the names in a stage are called in messages. */
const whatIn: Readonly<Record<StageName, string>> = {
  load: "reader",
  column: "column type",
  split: "split",
  impute: "imputation",
  encode: "encoding",
  scale: "scaling",
  scale_target: "scaling of targets",
  model: "layer",
  loss: "loss",
  optimizer: "optimizer",
  schedule: "schedule",
  train: "argument",
  metric: "metric",
  device: "device",
};

/** Layers and arguments of the model; nothing where the stage is missing or misshapen. */
export function checkModel<V extends Vocabulary>(
  file: File,
  { stage, vocabulary, environment }: {
    readonly stage: Stage | undefined;
    readonly vocabulary: V;
    readonly environment: Environment;
  },
): DraftStages<V>["model"] {
  const known = wordsOf(vocabulary, "model");
  const modelStage: V["modelStage"] = vocabulary.modelStage;
  const { report } = environment;
  const names = known.map(({ name }) => name);
  const options = { known, environment, ...blocksOf(file, { layers: names, report }) };
  options.blocks.forEach((block) => checkBlock(block, options));
  if (!stage) return undefined;
  if (!stage.block || stage.calls.length > 0) {
    environment.report(problem.misshapenStage(stage.keyword, examples.model));
    return undefined;
  }
  if (stage.block.length === 0) environment.report(problem.emptyModel(stage.span));
  const written = { name: stage.keyword, arguments: stage.arguments, span: stage.span };
  const call = checkArguments(modelStage, written, environment);
  const layers = checkLayers(stage.block, options);
  return call && { stage: call, layers, span: stage.keyword.span };
}

/** The calls of the `metric` stage that are right. */
export function checkMetrics<S extends Signature>(
  stage: Stage | undefined,
  known: readonly S[],
  environment: Environment,
): DraftCall<S>[] {
  const calls = severalCalls(stage, "metric", environment);
  reportRepeatedMetrics(calls, environment);
  for (const { label } of calls) {
    if (label && !isPlainText(label.text)) {
      environment.report(problem.unusableLabel(label, "metric"));
    }
  }
  return calls.flatMap((call) =>
    checkCall(call, known, { what: whatIn.metric, environment }) ?? []
  );
}

/** The calls of the `schedule` stage that are right; a label says which number one is for. */
export function checkSchedules<S extends Signature>(
  stage: Stage | undefined,
  known: readonly S[],
  environment: Environment,
): DraftCall<S>[] {
  return severalCalls(stage, "schedule", environment).flatMap((call) =>
    checkCall(call, known, { what: whatIn.schedule, environment }) ?? []
  );
}

/** The calls of a stage that may have several; none where it is missing or misshapen. */
function severalCalls(
  stage: Stage | undefined,
  name: StageName,
  environment: Environment,
): readonly Call[] {
  if (!stage) return [];
  const isRight = stage.calls.length > 0 && stage.arguments.length === 0 && !stage.block;
  if (!isRight) environment.report(problem.misshapenStage(stage.keyword, examples[name]));
  return isRight ? stage.calls : [];
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

/** The arguments of the `train` stage. */
export function checkTrain<S extends Signature>(
  stage: Stage | undefined,
  signature: S,
  environment: Environment,
): DraftCall<S> | undefined {
  if (!stage) return undefined;
  if (stage.calls.length > 0 || stage.block) {
    environment.report(problem.misshapenStage(stage.keyword, examples.train));
    return undefined;
  }
  const written = { name: stage.keyword, arguments: stage.arguments, span: stage.span };
  return checkArguments(signature, written, environment);
}
