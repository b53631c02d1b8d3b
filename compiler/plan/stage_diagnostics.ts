import { type Diagnostic, error, warning } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";

/** `relu` as the last layer. */
export function reluLast(span: Span): Diagnostic {
  return warning("W0311", span, {
    message: '"relu" is the last layer: no score can be below 0, and those at 0 learn nothing',
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

/** Arguments of an optimizer that are each right but do not go together. */
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
