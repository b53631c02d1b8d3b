/**
 * The mistakes in single values: one function per code.
 * @module
 */
import { match } from "ts-pattern";
import { boundsInWords, describeType } from "../language/describe_type.ts";
import { type Diagnostic, error } from "../text/diagnostic.ts";
import type { Environment, Evaluated } from "./evaluated.ts";
import { secondNumberHelp } from "../language/foreign_names.ts";
import type { ValueType } from "../language/signature.ts";
import { didYouMean } from "../text/nearest.ts";
import { textOf } from "../text/span.ts";
import { wordHelp } from "./suggestions.ts";
import { type KnownNames, valueHelp } from "./value_help.ts";

const wrongTypeCode = "E0205";

/** A value of another type. @param known Names that stand for a value, one of which may be meant. */
export function wrongType(given: Evaluated, type: ValueType, known: KnownNames = {}): Diagnostic {
  return error(wrongTypeCode, given.span, {
    message: `${describeGiven(given)} is not ${describeType(type)}`,
    help: valueHelp(given, type, known),
  });
}

/** The same of a value that got its argument by its place. */
export function wrongTypeByPlace(
  diagnostic: Diagnostic,
  { argument, callee, isNumber, meant }: {
    readonly argument: string;
    readonly callee: string;
    readonly isNumber: boolean;
    /** What would be right, as `nesterov = true`. */
    readonly meant?: string;
  },
): Diagnostic {
  const message = diagnostic.message.replace(
    " is not ",
    ` is read as "${argument}", but it is not `,
  );
  const help = meant !== undefined
    ? `Write ${meant}`
    : isNumber
    ? secondNumberHelp(callee)
    : undefined;
  return { ...diagnostic, message, ...help !== undefined && { help } };
}

/** Whether a value is of another type, and not merely out of range. */
export function isWrongType(diagnostic: Diagnostic): boolean {
  return diagnostic.code === wrongTypeCode;
}

/** A value of the right type beyond its bounds. */
export function outOfRange(given: Evaluated, type: ValueType): Diagnostic {
  const bounds = boundsInWords(type, given.kind === "number" ? given.value : undefined);
  return error("E0206", given.span, {
    message: `${describeGiven(given)} is out of range: it must be ${bounds}`,
    help: `Write ${describeType(type)}`,
  });
}

/** A number that is right for a double, and that the model cannot hold. */
export function beyondFloat32(given: Evaluated): Diagnostic {
  return error("E0297", given.span, {
    message: `${describeGiven(given)} is too large: a model computes in float32, up to 3.4e38`,
    help: "Write a smaller number",
  });
}

/** A word that is none of those which may stand here. */
export function unknownWord(
  given: Evaluated,
  { word, words, vocabulary }: Pick<KnownNames, "vocabulary"> & {
    readonly word: string;
    readonly words: readonly string[];
  },
): Diagnostic {
  return error("E0207", given.span, {
    message: `Unknown word "${word}"`,
    help: wordHelp(word, words, vocabulary),
  });
}

/** A word that could be meant, and that is refused for a reason of its own. */
export function refusedWord(
  given: Evaluated,
  { word, why, help }: { readonly word: string; readonly why: string; readonly help: string },
): Diagnostic {
  return error("E0296", given.span, { message: `"${word}" cannot be chosen: ${why}`, help });
}

/** A tab or a line break in a path: nobody means one. */
export function escapeInPath(given: Evaluated): Diagnostic {
  const text = textOf(given.span);
  const isTab = /\\t/.test(text) && !/\\n/.test(text);
  return error("E0298", given.span, {
    message: isTab
      ? `"\\t" in ${text} is a tab, as in every text`
      : `"\\n" in ${text} is the end of a line, as in every text`,
    help: `Write "/" between folders: ${text.replaceAll(/\\+/g, "/")}`,
  });
}

/** A value that cannot be calculated with. */
export function operandNotNumber(
  given: Evaluated,
  { names }: Pick<Environment, "names">,
): Diagnostic {
  return error("E0208", given.span, {
    message: `${describeGiven(given)} is not a number to calculate with`,
    help: given.kind === "word"
      ? didYouMean(given.word, names.keys()) ?? `Declare it: param ${given.word}: float = 1.0`
      : "Use numbers and number parameters with + - * /",
  });
}

/** What was given, quoted as it was written. */
function describeGiven(given: Evaluated): string {
  const text = textOf(given.span);
  return match(given)
    .with({ kind: "number" }, ({ value }) => Number(text) === value ? text : `${text} (${value})`)
    .with({ kind: "list" }, () => "The list")
    .with(
      { kind: "word" },
      { kind: "string" },
      () => /^[\p{L}\p{N}_]/u.test(text) ? `"${text}"` : text,
    )
    .otherwise(() => text);
}
