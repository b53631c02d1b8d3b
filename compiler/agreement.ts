import type { Diagnostic } from "../dsl/diagnostic.ts";
import type { PartName } from "../dsl/pipeline.ts";
import * as problem from "./agreement_diagnostics.ts";
import { type Head, identityHead, probabilityHead } from "./heads/head.ts";
import { formatShape } from "./ir/tensor.ts";
import { widthOf } from "./losses/loss.ts";
import type { ModelPlan } from "./model_plan.ts";
import type { Schema } from "./schema.ts";
import type { CompilerPipeline } from "./vocabulary.ts";

/** How the scores of a pipeline's model are read: as its loss says, else as its last layer does. */
export function headOf(pipeline: CompilerPipeline, schema: Schema): Head {
  if (pipeline.loss) return pipeline.loss.definition.head;
  const last = pipeline.model.layers.at(-1);
  const isSoftmax = last?.definition.name === "softmax";
  return isSoftmax && schema.target?.kind === "classes" ? probabilityHead : identityHead;
}

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
    ...pipeline.expectations
      .filter(({ metric }) => metric === "loss" && !pipeline.loss)
      .map(({ span }) => problem.expectsLoss(span)),
  ].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

function checkLoss(
  { loss, model }: CompilerPipeline,
  { target }: Schema,
  plan: ModelPlan,
): Diagnostic[] {
  if (!loss) return [];
  const { name, target: wants, outputs } = loss.definition;
  if (!target) return [problem.noTarget(loss.nameSpan, name)];
  if (target.kind !== wants) {
    const why = wants === "classes" ? "it needs classes" : "it needs numbers";
    return [problem.unfitLoss(loss.nameSpan, { loss: name, why })];
  }
  const needs = outputs(target);
  if (typeof needs === "string") {
    const why = `${needs}, and the target has ${widthOf(target)}`;
    return [problem.unfitLoss(loss.nameSpan, { loss: name, why })];
  }
  const last = model.layers.at(-1)!;
  const applied = { softmaxHead: "softmax", sigmoidHead: "sigmoid" } as const;
  const layer = last.definition.name;
  const isTwice = loss.definition.head.kind === "classes" &&
    Object.values<string>(applied).includes(layer);
  if (isTwice) return [problem.activationBeforeLoss(last.nameSpan, { layer, loss: name })];
  return checkWidth(plan, { needs, why: whyWidth(name, needs, widthOf(target), wants) });
}

function checkWidth(plan: ModelPlan, { needs, why }: { needs: number; why: string }): Diagnostic[] {
  const has = plan.outputs.at(-1);
  if (plan.outputs.length === 2 && has === needs) return [];
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
  return `the target has ${width} ${
    wants === "classes" ? "classes" : width === 1 ? "column" : "columns"
  }`;
}

/** Without a loss, a softmax at the end must still have an output for each class. */
function checkHead(pipeline: CompilerPipeline, schema: Schema, plan: ModelPlan): Diagnostic[] {
  const { target } = schema;
  if (headOf(pipeline, schema) !== probabilityHead || !target) return [];
  const needs = widthOf(target);
  return checkWidth(plan, { needs, why: `the target has ${needs} classes` });
}

function checkTraining(
  pipeline: CompilerPipeline,
  { target }: Schema,
  plan: ModelPlan,
): Diagnostic[] {
  const { train, loss, optimizer } = pipeline;
  if (!train) return [];
  const diagnostics: Diagnostic[] = [];
  if (!loss) diagnostics.push(problem.trainNeeds(train.nameSpan, "loss", "loss cross_entropy"));
  if (!optimizer) {
    diagnostics.push(problem.trainNeeds(train.nameSpan, "optimizer", "optimizer sgd(lr = 0.01)"));
  }
  if (!target && !loss) diagnostics.push(problem.noTarget(train.nameSpan, "train"));
  if (plan.size === 0) diagnostics.push(problem.nothingToTrain(train.nameSpan));
  return diagnostics;
}

function checkMetrics(pipeline: CompilerPipeline, schema: Schema): Diagnostic[] {
  const head = headOf(pipeline, schema);
  return pipeline.metrics.flatMap(({ definition, nameSpan }) => {
    const metric = definition.name;
    if (!schema.target) return [problem.noTarget(nameSpan, metric)];
    const answers = head.kind === "classes" ? "classes" : "numeric";
    if (definition.target === answers && schema.target.kind === answers) return [];
    const target = answers === "classes" ? "classes" : "numbers";
    return [problem.unfitMetric(nameSpan, { metric, target })];
  });
}

/** What disagrees with the rows that the split gave each part. */
export function checkParts(
  pipeline: CompilerPipeline,
  rows: Readonly<Record<PartName, number>>,
): Diagnostic[] {
  const missing = pipeline.expectations
    .filter(({ part }) => rows[part] === 0)
    .map(({ span, part }) => problem.missingPart(span, part));
  const batch = pipeline.train?.arguments.batch ?? 0;
  const span = pipeline.train?.argumentSpans.batch ?? pipeline.train?.nameSpan;
  const isTooLarge = span && batch > rows.train;
  return isTooLarge
    ? [...missing, problem.batchTooLarge(span, { batch, rows: rows.train })]
    : missing;
}
