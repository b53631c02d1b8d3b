import { type Diagnostic, error, warning } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";

/** `relu` as the last layer. */
export function reluLast(span: Span): Diagnostic {
  return warning("W0311", span, {
    message: '"relu" is the last layer: no score can be below 0, and those at 0 learn nothing',
    help: "Remove this line: the last layer gives its scores as they are",
  });
}

/** A layer such as `sigmoid` last, under a loss that takes logits. */
export function boundedScores(
  span: Span,
  { layer, loss, bounds: [low, high] }: {
    readonly layer: string;
    readonly loss: string;
    readonly bounds: readonly [number, number];
  },
): Diagnostic {
  return warning("W0315", span, {
    message: `"${layer}" is the last layer, and "${loss}" takes scores without bounds: ` +
      `between ${low} and ${high} no answer becomes sure`,
    help: "Remove this line: the last layer gives its scores as they are",
  });
}

/** An `optimizer` or a `schedule`, and no `train`. */
export function withoutTraining(span: Span, stage: string): Diagnostic {
  return warning("W0312", span, {
    message: `Nothing is trained: there is no stage "train", so this ${stage} does nothing`,
    help: "Add a line such as: train(epochs = 20, batch = 32)",
  });
}

/** Arguments of a stage that are each right but do not go together. */
export function unfitArguments(
  span: Span,
  { message, help }: { readonly message: string; readonly help: string },
): Diagnostic {
  return error("E0345", span, { message, help });
}

/** A learning rate no training survives. */
export function rateTooLarge(
  span: Span,
  { name, lr }: { readonly name: string; readonly lr: number },
): Diagnostic {
  return warning("W0313", span, {
    message: `A learning rate of ${lr} is very large for "${name}": the loss will probably grow`,
    help: `Usual ones are ${usualRates(name)}`,
  });
}

/** A learning rate that changes nothing. */
export function rateTooSmall(
  span: Span,
  { name, lr }: { readonly name: string; readonly lr: number },
): Diagnostic {
  return warning("W0314", span, {
    message:
      `A learning rate of ${lr} is very small for "${name}": the parameters will hardly change`,
    help: `Usual ones are ${usualRates(name)}`,
  });
}

function usualRates(name: string): string {
  return name === "sgd" ? "between 0.001 and 0.5" : "between 0.0001 and 0.01";
}

/** A range that a metric is never in, such as percents of a share. */
export function impossibleRange(
  span: Span,
  { metric, bounds: [from, to], low, high }: {
    readonly metric: string;
    readonly bounds: readonly [number, number];
    readonly low: number;
    readonly high: number;
  },
): Diagnostic {
  const shares = [low, high].map((each) => Number((each / 100).toPrecision(12)));
  const isPercent = to <= 2 && shares.every((each) => each >= from && each <= to);
  return error("E0350", span, {
    message: `"${metric}" is never in ${low}..${high}: it is ${boundsInWords(from, to)}`,
    help: isPercent
      ? `Write shares, not percents: ${shares.join("..")}`
      : `Write a range ${boundsInWords(from, to)}`,
  });
}

function boundsInWords(low: number, high: number): string {
  if (low === -Infinity) return `at most ${high}`;
  return high === Infinity ? `at least ${low}` : `between ${low} and ${high}`;
}
