import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import * as disagreement from "./agreement_diagnostics.ts";
import { nameOf, shapeOf } from "../metrics/values.ts";
import * as problem from "./stage_diagnostics.ts";
import type { CompilerPipeline } from "../vocabulary/vocabulary.ts";

/** Disagreements of the stages that show without the data; values not known yet are left out. */
export function checkStages(pipeline: CompilerPipeline): Diagnostic[] {
  return [
    ...checkLossLayer(pipeline),
    ...checkLastLayer(pipeline),
    ...checkTraining(pipeline),
    ...checkLearningRate(pipeline),
    ...checkOptimizer(pipeline),
    ...checkExpectations(pipeline),
  ];
}

/** What is expected must be measured, and be a number. */
function checkExpectations({ loss, metrics, expectations }: CompilerPipeline): Diagnostic[] {
  return expectations.flatMap(({ metric, span }) => {
    if (metric === "loss") return loss ? [] : [disagreement.expectsLoss(span)];
    const found = metrics.find((each) => nameOf(each) === metric);
    const shape = found ? shapeOf(found) : "number";
    return shape === "number" ? [] : [disagreement.expectsList(span, { metric, shape })];
  });
}

/** A last layer that does what the loss does itself. */
export function checkLossLayer({ loss, model }: CompilerPipeline): Diagnostic[] {
  const last = model.layers.at(-1);
  if (!loss || !last || loss.definition.head.kind === "values") return [];
  const layer = last.definition.name;
  if (loss.definition.head.activation !== layer) return [];
  const names = { layer, loss: loss.definition.name };
  return [disagreement.activationBeforeLoss(last.nameSpan, names)];
}

function checkLastLayer({ model, train, loss }: CompilerPipeline): Diagnostic[] {
  const last = model.layers.at(-1);
  const { name = "", lastLayer } = loss?.definition ?? {};
  if (lastLayer && last && last.definition.name !== lastLayer) {
    return [disagreement.missingLastLayer(last.nameSpan, { loss: name, layer: lastLayer })];
  }
  return train && last?.definition.name === "relu" ? [problem.reluLast(last.nameSpan)] : [];
}

function checkTraining({ train, loss, optimizer, schedule }: CompilerPipeline): Diagnostic[] {
  if (train) {
    return [
      ...loss ? [] : [disagreement.trainNeeds(train.nameSpan, "loss", "loss cross_entropy")],
      ...optimizer
        ? []
        : [disagreement.trainNeeds(train.nameSpan, "optimizer", "optimizer sgd(lr = 0.01)")],
    ];
  }
  // One warning is enough: the schedule is there for the optimizer.
  if (optimizer) return [problem.withoutTraining(optimizer.nameSpan, "optimizer")];
  return schedule ? [problem.withoutTraining(schedule.nameSpan, "schedule")] : [];
}

/** Above these a step is far larger than any that trained a network. */
const largestRates: Readonly<Record<string, number>> = { sgd: 10, adadelta: 10 };
const largestRate = 1;
const smallestRate = 1e-8;

/** Arguments of the optimizer that do not go together. */
function checkOptimizer({ optimizer }: CompilerPipeline): Diagnostic[] {
  if (!optimizer) return [];
  const found = optimizer.definition.problem?.(optimizer.arguments);
  const span = found && optimizer.argumentSpans[found.argument];
  return found ? [problem.unfitArguments(span ?? optimizer.nameSpan, found)] : [];
}

function checkLearningRate({ optimizer }: CompilerPipeline): Diagnostic[] {
  if (!optimizer) return [];
  const { name } = optimizer.definition;
  // Absent while it waits for the data.
  const { lr = smallestRate } = optimizer.arguments as { readonly lr?: number };
  const span = optimizer.argumentSpans.lr ?? optimizer.nameSpan;
  const largest = largestRates[name] ?? largestRate;
  if (lr > largest) return [problem.rateTooLarge(span, { name, lr })];
  return lr < smallestRate ? [problem.rateTooSmall(span, { name, lr })] : [];
}
