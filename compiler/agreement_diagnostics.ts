import type { Diagnostic } from "../dsl/diagnostic.ts";
import type { Span } from "../dsl/span.ts";

function error(code: string, span: Span, message: string, help: string): Diagnostic {
  return { code, severity: "error", span, message, help };
}

export function wrongOutputs(
  span: Span,
  { has, needs, why }: { has: number; needs: number; why: string },
): Diagnostic {
  return error(
    "E0301",
    span,
    `The last layer has ${count(has, "output")}, but ${why}`,
    `Give the last layer ${count(needs, "output")}, such as linear(${needs})`,
  );
}

export function activationBeforeLoss(
  span: Span,
  { layer, loss }: { layer: string; loss: string },
): Diagnostic {
  return error(
    "E0302",
    span,
    `"${layer}" is the last layer, but "${loss}" applies it itself: it takes logits`,
    `Remove this line; probabilities are still what the model answers with`,
  );
}

export function unfitLoss(span: Span, { loss, why }: { loss: string; why: string }): Diagnostic {
  return error(
    "E0303",
    span,
    `"${loss}" does not suit this target: ${why}`,
    "Choose another loss or another target",
  );
}

export function nothingToTrain(span: Span): Diagnostic {
  return error(
    "E0305",
    span,
    "The model has no parameters to train",
    "Add a layer such as linear(classes), or remove this stage",
  );
}

export function trainNeeds(span: Span, stage: string, example: string): Diagnostic {
  return error(
    "E0306",
    span,
    `Training needs a stage "${stage}"`,
    `Add a line such as: ${example}`,
  );
}

export function unfitMetric(
  span: Span,
  { metric, target }: { metric: string; target: string },
): Diagnostic {
  return error(
    "E0307",
    span,
    `Metric "${metric}" is not for a target of ${target}`,
    "Choose another metric, or a loss for another kind of target",
  );
}

export function noTarget(span: Span, what: string): Diagnostic {
  return error(
    "E0308",
    span,
    `"${what}" needs a target to compare with`,
    "Name it where the data is loaded: target = column",
  );
}

export function missingPart(span: Span, part: string): Diagnostic {
  return error(
    "E0309",
    span,
    `There is no part "${part}": the split leaves no rows for it`,
    `Give it rows, such as: split holdout(${part} = 20%)`,
  );
}

export function expectsLoss(span: Span): Diagnostic {
  return error(
    "E0310",
    span,
    "There is no loss to expect anything of",
    "Add a line such as: loss cross_entropy",
  );
}

export function batchTooLarge(
  span: Span,
  { batch, rows }: { batch: number; rows: number },
): Diagnostic {
  return {
    code: "W0301",
    severity: "warning",
    span,
    message: `A batch of ${batch} is larger than the ${rows} training rows`,
    help: `Every step takes all rows; write batch = ${rows} to say so`,
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
