import type { ArgumentProblem } from "../../dsl/language/argument_problem.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { CheckedCall, PartName } from "../../dsl/language/pipeline.ts";
import type { Span } from "../../dsl/text/span.ts";
import * as problem from "./agreement_diagnostics.ts";
import { type Head, identityHead, logProbabilityHead, probabilityHead } from "../heads/head.ts";
import { countOf, formatShape } from "../ir/tensor.ts";
import { columnCount, headOfLoss, readingOf, widthOf } from "../losses/loss.ts";
import { medianOf } from "../metrics/context.ts";
import { type Metric, targetsOf } from "../metrics/metric.ts";
import { metrics } from "../metrics/registry.ts";
import type { LayerPlan, ModelPlan } from "./model_plan.ts";
import type { Schema, TargetKind, TargetSchema } from "../schema/schema.ts";
import { checkLossLayer, checkStages } from "./stage_checks.ts";
import type { CompilerPipeline } from "../vocabulary/vocabulary.ts";

/** How the scores of a pipeline's model are read: as its loss says, else as its last layer does. */
export function headOf(pipeline: CompilerPipeline, schema: Schema): Head {
  const { target } = schema;
  const { loss, model } = pipeline;
  if (loss) return headOfLoss(loss, target ? columnCount(target) : 1);
  if (target?.kind !== "classes") return identityHead;
  return headsByLayer.get(model.layers.at(-1)?.definition.name ?? "") ?? identityHead;
}

/** What the scores of some layers are where no loss says it. */
const headsByLayer: ReadonlyMap<string, Head> = new Map([
  ["softmax", probabilityHead],
  ["log_softmax", logProbabilityHead],
]);

/** Every disagreement between model, loss, metrics, target and training. */
export function checkAgreement(
  pipeline: CompilerPipeline,
  schema: Schema,
  plan: ModelPlan,
): Diagnostic[] {
  return [
    ...checkLoss(pipeline, schema, plan),
    ...checkHead(pipeline, schema, plan),
    ...checkTraining(pipeline, schema, plan),
    ...checkMetrics(pipeline, schema),
    ...checkStages(pipeline),
  ].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

function checkLoss(
  pipeline: CompilerPipeline,
  { target }: Schema,
  plan: ModelPlan,
): Diagnostic[] {
  const { loss } = pipeline;
  if (!loss) return [];
  const { name, outputs } = loss.definition;
  if (!target) return [problem.noTarget(loss.nameSpan, name)];
  const { target: wants } = readingOf(loss.definition, columnCount(target));
  if (target.kind !== wants) {
    const why = `it needs ${wordFor[wants]}`;
    return [problem.unfitLoss(loss.nameSpan, { loss: name, why })];
  }
  const needs = outputs(target, loss.arguments);
  if (typeof needs === "string") {
    const why = `${needs}, and the target has ${widthOf(target)}`;
    return [problem.unfitLoss(loss.nameSpan, { loss: name, why })];
  }
  // `checkStages` says so, and its width is that of the layer before.
  if (checkLossLayer(pipeline).length > 0) return [];
  return [
    ...checkWidth(plan, { needs, why: whyWidth(name, needs, widthOf(target), wants) }),
    ...checkArguments(loss, target),
  ];
}

/** What the numbers of a target are called. */
const wordFor: Readonly<Record<TargetKind, string>> = {
  classes: "classes",
  numeric: "numbers",
  indicators: "several columns of 0 and 1",
};

/** A call of a loss or a metric. */
interface Judging<A> {
  readonly definition: { problem?(target: TargetSchema, args: A): ArgumentProblem | undefined };
  readonly arguments: A;
  readonly argumentSpans: Readonly<Record<string, Span>>;
  readonly nameSpan: Span;
}

/** Arguments whose fit depends on the target, such as one weight for each class. */
function checkArguments<A>(
  { definition, arguments: args, argumentSpans, nameSpan }: Judging<A>,
  target: TargetSchema,
): Diagnostic[] {
  const found = definition.problem?.(target, args);
  return found ? [problem.unfitArgument(argumentSpans[found.argument] ?? nameSpan, found)] : [];
}

function checkWidth(plan: ModelPlan, { needs, why }: { needs: number; why: string }): Diagnostic[] {
  const has = plan.outputs.at(-1);
  if (plan.outputs.length === 2 && has === needs) return [];
  // The language has no model without layers.
  const culprit = plan.layers.findLast((layer) => layer.parameters > 0) ?? plan.layers.at(-1)!;
  const span = culprit.call.argumentSpans.out ?? culprit.call.nameSpan;
  if (typeof has === "number" && plan.outputs.length === 2) {
    return [problem.wrongOutputs(span, { has, needs, why })];
  }
  return [problem.unfitLoss(span, {
    loss: "The last layer",
    why: `it gives ${formatShape(plan.outputs)}, not [N, ${needs}]`,
  })];
}

function whyWidth(loss: string, needs: number, width: number, wants: string): string {
  if (wants === "classes" && needs !== width) {
    return `"${loss}" needs ${needs} for ${width} classes`;
  }
  if (needs !== width) {
    const columns = width === 1 ? "its column" : `each of the ${width} columns`;
    return `"${loss}" needs ${needs / width} for ${columns} of the target`;
  }
  return `the target has ${width} ${
    wants === "classes" ? "classes" : width === 1 ? "column" : "columns"
  }`;
}

/** Without a loss, a softmax at the end must still have an output for each class. */
function checkHead(pipeline: CompilerPipeline, schema: Schema, plan: ModelPlan): Diagnostic[] {
  const { target } = schema;
  if (pipeline.loss || headOf(pipeline, schema).kind !== "classes" || !target) return [];
  const needs = widthOf(target);
  return checkWidth(plan, { needs, why: `the target has ${needs} classes` });
}

function checkTraining(
  pipeline: CompilerPipeline,
  { target }: Schema,
  plan: ModelPlan,
): Diagnostic[] {
  const { train, loss } = pipeline;
  if (!train) return [];
  const diagnostics: Diagnostic[] = [];
  if (!target && !loss) diagnostics.push(problem.noTarget(train.nameSpan, "train"));
  if (plan.trainedSize === 0) diagnostics.push(problem.nothingToTrain(train.nameSpan));
  return [...diagnostics, ...checkTrainingLayers(plan, train.arguments.batch)];
}

/** Layers that cannot be trained through, or not with these batches. */
function checkTrainingLayers(plan: ModelPlan, batch: number): Diagnostic[] {
  const blocking = plan.layers.filter(({ call }) => call.definition.isInferenceOnly);
  const last = plan.calls.at(-1);
  return [
    ...blocking.map(({ call }) => problem.noGradient(call.nameSpan, call.definition.name)),
    ...lonelyLayers(plan, batch).map(({ call }) =>
      problem.tooFewRows(call.nameSpan, { layer: call.definition.name, batch })
    ),
    ...last?.definition.isNoisy ? [problem.noisyScores(last.nameSpan, last.definition.name)] : [],
  ];
}

/** The layers that would take the mean over one single value in a batch of some rows. */
function lonelyLayers(plan: ModelPlan, rows: number): LayerPlan[] {
  return plan.layers.filter(({ call, shape }) =>
    call.definition.mixesRows && rows * countOf(shape.slice(1, -1)) === 1
  );
}

function checkMetrics(pipeline: CompilerPipeline, schema: Schema): Diagnostic[] {
  const { target } = schema;
  // The missing loss is reported, and would say how scores are read.
  if (pipeline.train && !pipeline.loss) return [];
  const head = headOf(pipeline, schema);
  // Without a loss or a softmax, scores for classes are mere numbers.
  const answers = head.kind === "values" ? "numeric" : head.kind;
  return pipeline.metrics.flatMap((call) => {
    const { definition, nameSpan } = call;
    const metric = definition.name;
    if (!target) return [problem.noTarget(nameSpan, metric)];
    if (!targetsOf(definition).includes(answers) || target.kind !== answers) {
      const fitting = target.kind === answers ? metricsFor(answers) : [];
      return [problem.unfitMetric(nameSpan, { metric, target: wordFor[answers], fitting })];
    }
    const unread = unreadQuantiles(call, head);
    if (unread) return [unread];
    const isMargin = head.kind === "classes" && head.isMargin;
    const isOfLabels = definition.target === "classes" || definition.target === "labels";
    if (isMargin && isOfLabels && definition.needsProbability) {
      // Without a loss, no scores are margins.
      const loss = pipeline.loss!.definition.name;
      return [problem.noProbability(nameSpan, { metric, loss })];
    }
    return checkArguments(call, target);
  });
}

/** The metrics of a kind of target; those of its quantiles need a loss of their own. */
function metricsFor(target: TargetKind): string[] {
  return metrics.filter((each) => each.target !== "interval" && targetsOf(each).includes(target))
    .map(({ name }) => name);
}

/** A metric that looks at quantiles which the loss does not train. */
function unreadQuantiles(
  { definition, nameSpan }: CheckedCall<Metric>,
  head: Head,
): Diagnostic | undefined {
  const quantiles = head.kind === "values" ? head.quantiles : undefined;
  if (definition.target === "interval" && (quantiles?.levels.length ?? 0) < 2) {
    return problem.noInterval(nameSpan, definition.name);
  }
  const isPoint = definition.target === "numeric" && quantiles !== undefined;
  return isPoint && medianOf(quantiles) === undefined
    ? problem.noMedian(nameSpan, definition.name)
    : undefined;
}

/** What disagrees with the rows that the split gave each part. */
export function checkParts(
  { pipeline, plan, head }: {
    readonly pipeline: CompilerPipeline;
    readonly plan: ModelPlan;
    readonly head: Head;
  },
  rows: Readonly<Record<PartName, number>>,
): Diagnostic[] {
  const missing = pipeline.expectations
    .filter(({ part }) => rows[part] === 0)
    .map(({ span, part }) => problem.missingPart(span, part));
  const batch = pipeline.train?.arguments.batch ?? 0;
  const span = pipeline.train?.argumentSpans.batch ?? pipeline.train?.nameSpan;
  const isTooLarge = span && batch > rows.train;
  return [
    ...missing,
    ...checkMonitor(pipeline, head, rows),
    ...span ? lastBatch(plan, { batch, rows: rows.train, span }) : [],
    ...isTooLarge ? [problem.batchTooLarge(span, { batch, rows: rows.train })] : [],
  ];
}

/** The last batch of an epoch is kept however small it is: it must still suit every layer. */
function lastBatch(
  plan: ModelPlan,
  { batch, rows, span }: { readonly batch: number; readonly rows: number; readonly span: Span },
): Diagnostic[] {
  const layers = batch > 1 && rows % batch > 0 ? lonelyLayers(plan, rows % batch) : [];
  return layers.slice(0, 1).map(({ call }) =>
    problem.lonelyLastRow(span, { layer: call.definition.name, batch, rows })
  );
}

/** Early stopping and `keep = best` need a part, and a number, to watch. */
function checkMonitor(
  { train }: CompilerPipeline,
  head: Head,
  rows: Readonly<Record<PartName, number>>,
): Diagnostic[] {
  if (!train || (train.arguments.patience === undefined && train.arguments.keep === "last")) {
    return [];
  }
  const { monitor } = train.arguments;
  const { monitor: written, patience, keep } = train.argumentSpans;
  const span = written ?? patience ?? keep ?? train.nameSpan;
  if (monitor.startsWith("valid") && rows.valid === 0) {
    return [problem.nothingToMonitor(span, monitor)];
  }
  const hasAccuracy = head.kind === "classes";
  return monitor.endsWith("accuracy") && !hasAccuracy ? [problem.noAccuracy(span, monitor)] : [];
}
