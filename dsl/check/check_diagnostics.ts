import { match } from "ts-pattern";
import type { Identifier } from "../syntax/ast.ts";
import { describeType } from "../language/describe_type.ts";
import { type Diagnostic, error } from "../text/diagnostic.ts";
import type { Evaluated } from "./evaluated.ts";
import { foreignHelp, type NameKind, secondNumberHelp } from "../language/foreign_names.ts";
import { nearest } from "../text/nearest.ts";
import { quoteOnce } from "../text/quote.ts";
import type { Signature, ValueType } from "../language/signature.ts";
import { type Span, textOf } from "../text/span.ts";

/** `Did you mean "tanh"?`, or what there is to choose from. */
function suggest(name: string, candidates: readonly string[]): string {
  const guess = nearest(name, candidates);
  if (guess !== undefined) return `Did you mean "${guess}"?`;
  return candidates.length > 0
    ? `Use one of ${candidates.join(", ")}`
    : "There is nothing to choose from";
}

/** The same for a name that another tool may use: that is said first. */
function suggestOurs(kind: NameKind, name: string, candidates: readonly string[]): string {
  return foreignHelp(kind, name, candidates) ?? suggest(name, candidates);
}

export function unsupportedVersion(span: Span): Diagnostic {
  return error("E0201", span, {
    message: `Version "${textOf(span)}" of the language is not known`,
    help: "Write pipe 1",
  });
}

/** What of a signature tells its arguments apart. */
type Callee = Pick<Signature, "name" | "arguments">;

export function unknownArgument(name: Identifier, signature: Callee): Diagnostic {
  const names = Object.keys(signature.arguments);
  const help = names.length === 0
    ? `Write ${signature.name} without it`
    : suggestOurs("argument", name.text, names);
  return error("E0203", name.span, {
    message: `"${signature.name}" has no argument "${name.text}"`,
    help,
  });
}

export function unknownCall(
  name: Identifier,
  what: string,
  known: readonly Pick<Signature, "name">[],
): Diagnostic {
  return error("E0204", name.span, {
    message: `Unknown ${what} "${name.text}"`,
    help: suggestOurs("call", name.text, known.map((each) => each.name)),
  });
}

const wrongTypeCode = "E0205";

/** @param known Names that stand for a value, one of which may be meant. */
export function wrongType(
  given: Evaluated,
  type: ValueType,
  known: Iterable<string> = [],
): Diagnostic {
  return error(wrongTypeCode, given.span, {
    message: `${describeGiven(given)} is not ${describeType(type)}`,
    help: wrongTypeHelp(given, type, known),
  });
}

function wrongTypeHelp(given: Evaluated, type: ValueType, known: Iterable<string>): string {
  const kinds = type.kind === "either" ? type.types.map(({ kind }) => kind) : [type.kind];
  if (given.kind === "word") {
    const words = kinds.includes("boolean") ? ["true", "false"] : [];
    const foreign = foreignHelp("value", given.word, words);
    if (foreign) return foreign;
    const guess = nearest(given.word, known);
    if (guess !== undefined) return `Did you mean "${guess}"?`;
  }
  const isNumeric = kinds.includes("int") || kinds.includes("float");
  if (given.kind === "string" && isNumeric && Number.isFinite(Number(given.value || NaN))) {
    return `Write it without quotes: ${given.value}`;
  }
  if (given.kind === "number" && kinds.includes("share") && given.value > 0 && given.value < 1) {
    return `Write it as a percent: ${Number((100 * given.value).toPrecision(12))}%`;
  }
  return `Write ${describeType(type)}`;
}

/** The same of a value that got its argument by its place. */
export function wrongTypeByPlace(
  diagnostic: Diagnostic,
  { argument, callee, isNumber }: {
    readonly argument: string;
    readonly callee: string;
    readonly isNumber: boolean;
  },
): Diagnostic {
  const message = diagnostic.message.replace(
    " is not ",
    ` is read as "${argument}", but it is not `,
  );
  const help = isNumber ? secondNumberHelp(callee) : undefined;
  return { ...diagnostic, message, ...help !== undefined && { help } };
}

export function isWrongType(diagnostic: Diagnostic): boolean {
  return diagnostic.code === wrongTypeCode;
}

export function outOfRange(given: Evaluated, type: ValueType): Diagnostic {
  return error("E0206", given.span, {
    message: `${describeGiven(given)} is out of range`,
    help: `Write ${describeType(type)}`,
  });
}

export function unknownWord(given: Evaluated, word: string, words: readonly string[]): Diagnostic {
  return error("E0207", given.span, {
    message: `Unknown word "${word}"`,
    help: suggest(word, words),
  });
}

/** A word that could be meant, and that is refused for a reason of its own. */
export function refusedWord(
  given: Evaluated,
  { word, why, help }: { readonly word: string; readonly why: string; readonly help: string },
): Diagnostic {
  return error("E0296", given.span, { message: `"${word}" cannot be chosen: ${why}`, help });
}

export function operandNotNumber(given: Evaluated): Diagnostic {
  return error("E0208", given.span, {
    message: `${describeGiven(given)} is not a number to calculate with`,
    help: given.kind === "word"
      ? `Declare it: param ${given.word}: float = 1.0`
      : "Use numbers and number parameters with + - * /",
  });
}

export function notFinite(span: Span): Diagnostic {
  return error("E0209", span, {
    message: `"${textOf(span)}" is not a finite number`,
    help: "Check for a division by zero or a very large number",
  });
}

export function missingArgument(name: string, signature: Signature, span: Span): Diagnostic {
  const argument = signature.arguments[name];
  return error("E0210", span, {
    message: `"${signature.name}" needs the argument "${name}"`,
    help: `Add ${name} = ..., ${describeType(argument.type)}: ${argument.doc}`,
  });
}

/** `lr = 0,1`. */
export function decimalComma(span: Span): Diagnostic {
  return error("E0295", span, {
    message: `"${textOf(span)}" are two values: a comma separates arguments`,
    help: `Write ${textOf(span).replace(",", ".")}`,
  });
}

export function repeatedArgument(name: string, span: Span, first: Span): Diagnostic {
  return error("E0211", span, {
    message: `Argument "${name}" is given twice`,
    notes: [{ message: "first given here", span: first }],
    help: "Remove one of the two",
  });
}

export function tooManyArguments(signature: Callee, span: Span): Diagnostic {
  const names = Object.keys(signature.arguments);
  const help = names.length === 0
    ? `Write ${signature.name} without arguments`
    : `It takes ${names.join(", ")}; name the argument you mean`;
  return error("E0212", span, { message: `"${signature.name}" takes no further argument`, help });
}

export function repeatedStage(
  keyword: Pick<Identifier, "text" | "span">,
  first: Span,
): Diagnostic {
  return error("E0213", keyword.span, {
    message: `"${keyword.text}" is written twice`,
    notes: [{ message: "first written here", span: first }],
    help: "Keep one of the two",
  });
}

export function missingStage(keyword: string, example: string, span: Span): Diagnostic {
  return error("E0214", span, {
    message: `The pipeline has no "${keyword}" stage`,
    help: `Add a line such as: ${example}`,
  });
}

export function misshapenStage(keyword: Identifier, example: string): Diagnostic {
  return error("E0215", keyword.span, {
    message: `Stage "${keyword.text}" is not written like this`,
    help: `Write it like: ${example}`,
  });
}

export function repeatedParam(name: Identifier, first: Span): Diagnostic {
  return error("E0216", name.span, {
    message: `Parameter "${name.text}" is declared twice`,
    notes: [{ message: "first declared here", span: first }],
    help: "Give one of the two another name",
  });
}

export function reservedParam(name: Identifier): Diagnostic {
  return error("E0217", name.span, {
    message: `"${name.text}" has a meaning of its own and cannot be a parameter`,
    help: "Choose another name",
  });
}

export function unknownParamType(type: Identifier, known: readonly string[]): Diagnostic {
  return error("E0218", type.span, {
    message: `Unknown parameter type "${type.text}"`,
    help: suggest(type.text, known),
  });
}

export function badParamRange(span: Span, type: string): Diagnostic {
  return error("E0219", span, {
    message: `${quoteOnce(textOf(span))} is not a range for a parameter of type ${type}`,
    help: rangeHelp[type] ?? "Write it as low..high, such as 1..100",
  });
}

const rangeHelp: Readonly<Record<string, string>> = {
  string: "Leave it out: a text has no range",
  boolean: "Leave it out: a boolean is true or false",
};

export function repeatedLabel(
  label: Pick<Identifier, "text" | "span">,
  first: Span,
): Diagnostic {
  return error("E0220", label.span, {
    message: `Layer name "${label.text}" is used twice`,
    notes: [{ message: "first used here", span: first }],
    help: "Parameters are named by their layer; choose another name",
  });
}

export function repeatedMetric(name: string, span: Span, first: Span): Diagnostic {
  return error("E0290", span, {
    message: `Two metrics are named "${name}"`,
    notes: [{ message: "first used here", span: first }],
    help: `Name one of them, such as: metric second: ${name}`,
  });
}

export function takenMetricName(name: string, span: Span): Diagnostic {
  return error("E0291", span, {
    message: `No metric can be named "${name}": every part has its ${name}`,
    help: "Choose another name",
  });
}

export function unknownPart(part: Identifier, parts: readonly string[]): Diagnostic {
  return error("E0221", part.span, {
    message: `Unknown part "${part.text}"`,
    help: suggestOurs("part", part.text, parts),
  });
}

export function unknownExpectedMetric(metric: Identifier, metrics: readonly string[]): Diagnostic {
  return error("E0222", metric.span, {
    message: `"${metric.text}" is not among the metrics of this pipeline`,
    help: foreignHelp("call", metric.text, metrics) ??
      (nearest(metric.text, metrics)
        ? suggest(metric.text, metrics)
        : `Add it: metric ${metric.text}`),
  });
}

export function unwantedBlock(name: Identifier): Diagnostic {
  return error("E0223", name.span, {
    message: `"${name.text}" takes no block`,
    help: "Remove the braces and what is in them",
  });
}

export function missingBlock(name: Identifier): Diagnostic {
  return error("E0225", name.span, {
    message: `"${name.text}" needs a block of layers`,
    help: `Write it as ${name.text} { ... }, one layer on each line`,
  });
}

export function emptyModel(span: Span): Diagnostic {
  return error("E0224", span, {
    message: "The model has no layers",
    help: "Add a layer such as linear(classes)",
  });
}

export function badExpectedRange(span: Span): Diagnostic {
  return error("E0227", span, {
    message: `${quoteOnce(textOf(span))} is not a range that a metric can be in`,
    help: "Write it as low..high, such as 0.9..1.0",
  });
}

export function knownLater(span: Span): Diagnostic {
  return error("E0226", span, {
    message: `${quoteOnce(textOf(span))} is not known before the data is loaded`,
    help: "Write the value itself; later stages may use it",
  });
}

export function unknownOverride(span: Span, name: string, params: readonly string[]): Diagnostic {
  const help = params.length === 0
    ? "This pipeline declares no parameters; add one: param name: int = 1"
    : suggest(name, params);
  return error("E0501", span, { message: `No parameter is named "${name}"`, help });
}

export function repeatedOverride(span: Span, name: string): Diagnostic {
  return error("E0502", span, {
    message: `Parameter "${name}" is set twice`,
    help: "Keep one of the two",
  });
}

/** What was given, quoted as it was written. */
function describeGiven(given: Evaluated): string {
  const text = textOf(given.span);
  return match(given)
    .with({ kind: "number" }, ({ value }) => Number(text) === value ? text : `${text} (${value})`)
    .with({ kind: "list" }, () => "The list")
    .with({ kind: "word" }, { kind: "string" }, () => text.startsWith('"') ? text : `"${text}"`)
    .otherwise(() => text);
}
