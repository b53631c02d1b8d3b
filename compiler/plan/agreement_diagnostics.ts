import { type Diagnostic, error, warning } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";

export function wrongOutputs(
  span: Span,
  { has, needs, why }: { has: number; needs: number; why: string },
): Diagnostic {
  return error("E0301", span, {
    message: `The last layer has ${count(has, "output")}, but ${why}`,
    help: `Give the last layer ${count(needs, "output")}, such as linear(${needs})`,
  });
}

export function activationBeforeLoss(
  span: Span,
  { layer, loss }: { layer: string; loss: string },
): Diagnostic {
  return error("E0302", span, {
    message: `"${layer}" is the last layer, but "${loss}" applies it itself: it takes logits`,
    help: `Remove this line; probabilities are still what the model answers with`,
  });
}

export function unfitLoss(span: Span, { loss, why }: { loss: string; why: string }): Diagnostic {
  return error("E0303", span, {
    message: `"${loss}" does not suit this target: ${why}`,
    help: "Choose another loss or another target",
  });
}

export function nothingToTrain(span: Span): Diagnostic {
  return error("E0305", span, {
    message: "The model has no parameters to train",
    help: "Add a layer such as linear(classes), or remove this stage",
  });
}

export function trainNeeds(span: Span, stage: string, example: string): Diagnostic {
  return error("E0306", span, {
    message: `Training needs a stage "${stage}"`,
    help: `Add a line such as: ${example}`,
  });
}

export function unfitMetric(
  span: Span,
  { metric, target, fitting }: {
    readonly metric: string;
    readonly target: string;
    /** Those that are; none where the loss does not suit the target either. */
    readonly fitting: readonly string[];
  },
): Diagnostic {
  return error("E0307", span, {
    message: `Metric "${metric}" is not for a target of ${target}`,
    help: fitting.length > 0
      ? `For ${target} there are ${fitting.join(", ")}`
      : "Choose another metric, or a loss for another kind of target",
  });
}

export function noTarget(span: Span, what: string): Diagnostic {
  return error("E0308", span, {
    message: `"${what}" needs a target to compare with`,
    help: "Name it where the data is loaded: target = column",
  });
}

export function missingPart(span: Span, part: string): Diagnostic {
  return error("E0309", span, {
    message: `There is no part "${part}": the split leaves no rows for it`,
    help: `Give it rows, such as: split holdout(${part} = 20%)`,
  });
}

export function expectsLoss(span: Span): Diagnostic {
  return error("E0310", span, {
    message: "There is no loss to expect anything of",
    help: "Add a line such as: loss cross_entropy",
  });
}

export function nothingToMonitor(span: Span, monitor: string): Diagnostic {
  return error("E0311", span, {
    message: `There is no "${monitor}" to watch: the split leaves no validation rows`,
    help:
      "Give it rows, such as: split holdout(valid = 20%, test = 20%); or write monitor = train_loss",
  });
}

export function noAccuracy(span: Span, monitor: string): Diagnostic {
  return error("E0312", span, {
    message: `There is no "${monitor}" to watch: the model answers with numbers, not classes`,
    help: "Write monitor = valid_loss",
  });
}

/** @param found What the loss or the metric says of an argument. */
export function unfitArgument(
  span: Span,
  found: { readonly message: string; readonly help: string },
): Diagnostic {
  return error("E0340", span, { message: found.message, help: found.help });
}

export function missingLastLayer(
  span: Span,
  { loss, layer }: { loss: string; layer: string },
): Diagnostic {
  return error("E0341", span, {
    message: `"${loss}" takes what "${layer}" gives, but this is the last layer`,
    help: `Add ${layer} below it, or use cross_entropy, which takes logits`,
  });
}

export function noProbability(
  span: Span,
  { metric, loss }: { metric: string; loss: string },
): Diagnostic {
  return error("E0342", span, {
    message: `Metric "${metric}" judges probabilities, and "${loss}" trains none`,
    help: "Train with a loss such as cross_entropy, or choose a metric such as accuracy",
  });
}

/** A metric of an interval, and no two quantiles to bound one. */
export function noInterval(span: Span, metric: string): Diagnostic {
  return error("E0346", span, {
    message: `Metric "${metric}" judges an interval, and the loss trains no two quantiles`,
    help: "Train them: loss quantile([0.1, 0.5, 0.9]), with an output for each",
  });
}

/** A metric of single numbers, and quantiles without the one that stands for the number. */
export function noMedian(span: Span, metric: string): Diagnostic {
  return error("E0347", span, {
    message: `Metric "${metric}" judges the median, and the loss trains other quantiles alone`,
    help: "Train it too: loss quantile([0.1, 0.5, 0.9]), with an output for each",
  });
}

export function expectsList(
  span: Span,
  { metric, shape }: { metric: string; shape: "list" | "matrix" },
): Diagnostic {
  return error("E0343", span, {
    message: `"${metric}" is a ${shape}, and only a number can be expected`,
    help: shape === "list"
      ? "Expect their mean: metric f1, say, without average = none"
      : "Expect a number, such as accuracy or balanced_accuracy",
  });
}

export function noGradient(span: Span, layer: string): Diagnostic {
  return error("E0330", span, {
    message: `"${layer}" cannot be trained through: its slope is 0 everywhere`,
    help: "Train with sigmoid in its place, or remove the stages that train",
  });
}

export function tooFewRows(
  span: Span,
  { layer, batch }: { layer: string; batch: number },
): Diagnostic {
  return error("E0331", span, {
    message:
      `"${layer}" takes the mean over a batch, and batch = ${batch} leaves it a single value`,
    help: "Train in batches of 2 rows or more, or use layer_norm, which needs no other rows",
  });
}

export function lonelyLastRow(
  span: Span,
  { layer, batch, rows }: { layer: string; batch: number; rows: number },
): Diagnostic {
  return error("E0332", span, {
    message:
      `"${layer}" takes the mean over a batch, and batch = ${batch} leaves 1 of the ${rows} training rows for the last one`,
    help: "Choose another batch, such that 2 rows or more are left",
  });
}

/** Noise in the scores themselves: nothing after it can average it out. */
export function noisyScores(span: Span, layer: string): Diagnostic {
  return warning("W0302", span, {
    message: `"${layer}" is the last layer: it changes the scores themselves at random`,
    help: "Move it before the last linear layer",
  });
}

export function batchTooLarge(
  span: Span,
  { batch, rows }: { batch: number; rows: number },
): Diagnostic {
  return warning("W0301", span, {
    message: `A batch of ${batch} is larger than the ${rows} training rows`,
    help: `Every step takes all rows; write batch = ${rows} to say so`,
  });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
