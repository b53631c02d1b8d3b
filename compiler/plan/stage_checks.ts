import { type DraftCall, Pending } from "../../dsl/language/draft.ts";
import type { Expected } from "../../dsl/language/pipeline.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import * as disagreement from "./agreement_diagnostics.ts";
import type { Metric } from "../metrics/metric.ts";
import { isKnown, lastLayer, meantLayer } from "./last_layer.ts";
import { nameOf, shapeOf } from "../metrics/values.ts";
import * as problem from "./stage_diagnostics.ts";
import type { CompilerDraft } from "../vocabulary/vocabulary.ts";

/** Disagreements of the stages that show without the data; values not known yet are left out. */
export function checkStages(pipeline: CompilerDraft): Diagnostic[] {
  return [
    ...checkLossLayer(pipeline),
    ...checkBoundedScores(pipeline),
    ...checkLastLayer(pipeline),
    ...checkTraining(pipeline),
    ...checkLearningRate(pipeline),
    ...checkArguments(pipeline),
    ...checkExpectations(pipeline),
  ];
}

/** What is expected must be measured, and be a number. */
function checkExpectations({ loss, metrics, expectations }: CompilerDraft): Diagnostic[] {
  return expectations.flatMap((expected) => {
    if (expected instanceof Pending) return [];
    const { metric, span } = expected;
    if (metric === "loss") return loss ? [] : [disagreement.expectsLoss(span)];
    const found = metrics.find((each) => nameOf(each) === metric);
    const shape = found && isKnown(found) ? shapeOf(found) : "number";
    if (shape !== "number") return [disagreement.expectsList(span, { metric, shape })];
    return found ? checkExpectedRange(expected, found.definition) : [];
  });
}

/** What is expected must be possible: a share is no percent. */
function checkExpectedRange(
  { metric, low, high, rangeSpan }: Expected,
  { bounds }: Pick<Metric, "bounds">,
): Diagnostic[] {
  const isPossible = !bounds || (low <= bounds[1] && high >= bounds[0]);
  return isPossible ? [] : [problem.impossibleRange(rangeSpan, { metric, bounds, low, high })];
}

/** A last layer that does what the loss does itself. */
export function checkLossLayer({ loss, model }: CompilerDraft): Diagnostic[] {
  const last = lastLayer(model.layers);
  if (!loss || !last || loss.definition.head.kind === "values") return [];
  const layer = meantLayer(last).name;
  if (loss.definition.head.activation !== layer) return [];
  const names = { layer, loss: loss.definition.name };
  return [disagreement.activationBeforeLoss(last.nameSpan, names)];
}

/** A last layer that keeps scores between two numbers, where the loss wants them without bounds. */
function checkBoundedScores(pipeline: CompilerDraft): Diagnostic[] {
  const { loss, model, train } = pipeline;
  const last = lastLayer(model.layers);
  if (!train || !loss || !last || checkLossLayer(pipeline).length > 0) return [];
  const { name, bounds } = meantLayer(last);
  const { head, lastLayer: needed } = loss.definition;
  if (!bounds || head.kind === "values" || needed) return [];
  return [
    problem.boundedScores(last.nameSpan, { layer: name, loss: loss.definition.name, bounds }),
  ];
}

function checkLastLayer({ model, train, loss }: CompilerDraft): Diagnostic[] {
  const last = lastLayer(model.layers);
  const { name = "", lastLayer: needed } = loss?.definition ?? {};
  if (needed && last && last.definition.name !== needed) {
    return [disagreement.missingLastLayer(last.nameSpan, { loss: name, layer: needed })];
  }
  const isRelu = last && meantLayer(last).name === "relu";
  return train && isRelu ? [problem.reluLast(last.nameSpan)] : [];
}

function checkTraining({ train, loss, optimizer, schedules }: CompilerDraft): Diagnostic[] {
  if (train) {
    return [
      ...loss ? [] : [disagreement.trainNeeds(train.nameSpan, "loss", "loss cross_entropy")],
      ...optimizer
        ? []
        : [disagreement.trainNeeds(train.nameSpan, "optimizer", "optimizer sgd(lr = 0.01)")],
    ];
  }
  // One warning is enough: a schedule is there for the optimizer.
  if (optimizer) return [problem.withoutTraining(optimizer.nameSpan, "optimizer")];
  return schedules.slice(0, 1).map(({ nameSpan }) => problem.withoutTraining(nameSpan, "schedule"));
}

/** Above these a step is far larger than any that trained a network. */
const largestRates: Readonly<Record<string, number>> = { sgd: 10, adadelta: 10 };
const largestRate = 1;
const smallestRate = 1e-8;

/** Arguments of a stage that are each right and do not go together. */
function checkArguments(
  { load, split, loss, optimizer, schedules, train, ...stages }: CompilerDraft,
): Diagnostic[] {
  const calls: readonly (DraftCall | undefined)[] = [
    load,
    ...stages.columns,
    split,
    ...stages.impute,
    ...stages.encode,
    ...stages.scale,
    ...stages.scale_target,
    loss,
    optimizer,
    ...schedules,
    train,
  ];
  return calls.flatMap((call) => {
    if (!call || !isKnown(call)) return [];
    const found = call.definition.conflict?.(call.arguments);
    const span = found && call.argumentSpans[found.argument];
    return found ? [problem.unfitArguments(span ?? call.nameSpan, found)] : [];
  });
}

function checkLearningRate({ optimizer }: CompilerDraft): Diagnostic[] {
  if (!optimizer) return [];
  const { name } = optimizer.definition;
  const { lr } = optimizer.arguments;
  if (lr instanceof Pending) return [];
  const span = optimizer.argumentSpans.lr ?? optimizer.nameSpan;
  const largest = largestRates[name] ?? largestRate;
  if (lr > largest) return [problem.rateTooLarge(span, { name, lr })];
  return lr < smallestRate ? [problem.rateTooSmall(span, { name, lr })] : [];
}
