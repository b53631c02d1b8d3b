/**
 * What is wrong with the stages that prepare columns, E0370 to E0373: one function per code.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { ColumnSchema } from "../schema/schema.ts";

/** A column that no feature is made of. */
export function unknownPreparedColumn(
  span: Span,
  { name, known, isTarget }: {
    readonly name: string;
    readonly known: readonly string[];
    readonly isTarget: boolean;
  },
): Diagnostic {
  const guess = nearest(name, known);
  const shown = known.slice(0, 10).join(", ") + (known.length > 10 ? ", ..." : "");
  const others = known.length > 0 ? `Use one of ${shown}` : "No column of the data is of its kind";
  return error("E0370", span, {
    message: isTarget ? `Column "${name}" is the target, no feature` : `Unknown column "${name}"`,
    help: isTarget
      ? "Leave it out; scale_target standard scales a target of numbers"
      : guess
      ? `Did you mean "${guess}"?`
      : others,
  });
}

const holds: Readonly<Record<ColumnSchema["kind"], string>> = {
  number: "numbers",
  image: "images",
  date: "dates",
  category: "words without an order",
  ordinal: "words with an order, which are numbers by then",
  boolean: "yes and no, which are 1 and 0 by then",
};

/** A column of another kind than a preparer is for. */
export function unfitColumn(
  span: Span,
  { preparer, column: { name, kind } }: {
    readonly preparer: string;
    readonly column: ColumnSchema;
  },
): Diagnostic {
  return error("E0371", span, {
    message: `"${preparer}" is not for column "${name}": it holds ${holds[kind]}`,
    help: kind === "category"
      ? `Leave it out, or say what it is: column ${name}: ordinal([...])`
      : `Leave it out, or say what it is: column ${name}: category`,
  });
}

/** A target that has no unit. */
export function unscalableTarget(span: Span): Diagnostic {
  return error("E0372", span, {
    message: "scale_target is for targets that are numbers, and this target holds classes",
    help: "Remove the line",
  });
}

/** A loss that reads the target in its own unit. */
export function lossNeedsUnit(span: Span, loss: string): Diagnostic {
  return error("E0373", span, {
    message: `The loss "${loss}" needs the target as it is`,
    help: "Remove the line, or use a loss such as mse or huber",
  });
}
