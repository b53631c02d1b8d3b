/**
 * What a stage asks of the data and the data cannot give, E0417 to E0429: one function per code.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import type { Span } from "../../dsl/text/span.ts";
import { counted, listed, quoted } from "./quoting.ts";

/** Where a mistake of a stage is shown: the text to change if known, else the table. */
export interface StagePlace {
  /** The text to change. */
  readonly span?: Span;
  /** The table's name. */
  readonly place: string;
}

/** The span where there is one: text to change says more than the table's name. */
function at({ span, place }: StagePlace): { span: Span } | { place: string } {
  return span ? { span } : { place };
}

/** A column that the table does not have. */
export function unknownColumn(
  name: string,
  options: StagePlace & { readonly columns: readonly string[] },
): Diagnostic {
  const guess = nearest(name, options.columns);
  return error("E0421", at(options), {
    message: `Unknown column ${quoted(name)}`,
    help: guess ? `Did you mean ${quoted(guess)}?` : `Use one of ${listed(options.columns)}`,
  });
}

/** A place beyond the last column. @param column From 0. */
export function noSuchPlace(column: number, count: number, place: string): Diagnostic {
  return error("E0454", { place }, {
    message: `index_col = ${column}, but there are ${counted(count, "column")}, from 0 on`,
    help: "Write a smaller place, or the name of the column",
  });
}

/** The same column twice in one list. */
export function repeatedColumn(name: string, where: StagePlace): Diagnostic {
  return error("E0422", at(where), {
    message: `Column ${quoted(name)} is listed twice`,
    help: "Name it once",
  });
}

/** What a column can be, other than a number for a feature. */
export type ColumnRole = "the target" | "a category" | "ignored";

/** A column that is to be two things, such as the target and ignored. */
export function conflictingRoles(
  name: string,
  [one, other]: readonly [ColumnRole, "a category" | "ignored"],
  where: StagePlace,
): Diagnostic {
  const list = other === "ignored" ? "ignore" : "categories";
  return error("E0423", at(where), {
    message: `Column ${quoted(name)} is both ${one} and ${other}`,
    help: one === "the target"
      ? `Remove it from ${list}, or choose another target`
      : "Remove it from one of the two lists",
  });
}

/** A loss, and no target to compare with. */
export function missingTarget(
  options: StagePlace & { readonly columns: readonly string[] },
): Diagnostic {
  return error("E0424", at(options), {
    message: "The loss needs a target, and no column is named as one",
    help: options.columns.length > 0
      ? `Add target = ... to the load stage, with one of ${listed(options.columns)}`
      : 'Name the file with the labels: labels = "train-labels.gz"',
  });
}

/** Several targets under a loss that needs one column of classes. */
export function severalClassTargets(names: readonly string[], where: StagePlace): Diagnostic {
  return error("E0425", at(where), {
    message: `The loss needs one column of classes, but ${names.length} are targets: ` +
      listed(names),
    help:
      "Name one target, or use a loss for several columns: binary_cross_entropy where they are " +
      "0 and 1, mse for numbers",
  });
}

/** Text under a loss that needs numbers; `sample` is its first cell. */
export function textTarget(
  target: { readonly name: string; readonly sample: string },
  where: StagePlace,
): Diagnostic {
  return error("E0426", at(where), {
    message: `Target ${quoted(target.name)} holds text such as ${quoted(target.sample)}, ` +
      "but this loss needs numbers",
    help: "Use a loss for classes such as cross_entropy, or choose a numeric target",
  });
}

/** The same class twice in `classes = [...]`. */
export function repeatedClass(name: string, where: StagePlace): Diagnostic {
  return error("E0417", at(where), {
    message: `Class ${quoted(name)} is listed twice`,
    help: "Name it once; numbers such as 1 and 1.0 are the same class",
  });
}

/** Fewer than two listed classes. */
export function tooFewClasses(count: number, where: StagePlace): Diagnostic {
  return error("E0418", at(where), {
    message: `classes lists ${count === 1 ? "1 class" : "no class"}, expected at least 2`,
    help: "List every class that the target can have, or leave classes out",
  });
}

/** Listed classes, and no column that holds any. */
export function unwantedClasses(why: string, where: StagePlace): Diagnostic {
  return error("E0419", at(where), {
    message: `classes lists the classes of the target, but ${why}`,
    help: "Leave classes out, or choose a target and a loss for classes such as cross_entropy",
  });
}

/** A split without any part but training. */
export function splitWithoutParts(): Diagnostic {
  return error("E0427", {}, {
    message: "This split holds out nothing",
    help: "Write split holdout(test = 20%), or leave the stage out to train on all rows",
  });
}

/** A split that asks for a part which the data come with. */
export function partGiven(part: string): Diagnostic {
  return error("E0429", {}, {
    message: `This split takes ${part} rows, but the data come with a ${part} part`,
    help: `Leave ${part} = ... out: the given part stays as it is, and the split divides the ` +
      "given training rows",
  });
}

/** A split that leaves a part it should make without rows. */
export function emptyPart(
  part: string,
  counts: { readonly rows: number } & Readonly<Record<string, number>>,
): Diagnostic {
  const { rows, ...parts } = counts;
  const shares = Object.entries(parts).map(([name, count]) => `${name} ${count}`).join(", ");
  return error("E0428", {}, {
    message: `This split leaves no rows for ${part}: of ${counted(rows, "row")}, ${shares}`,
    help: part === "train"
      ? "Ask for smaller shares, or load more rows"
      : `Ask for more, such as ${part} = 1, or load more rows`,
  });
}
