import type { Call, Identifier } from "../syntax/ast.ts";
import { describeType } from "../language/describe_type.ts";
import { type Diagnostic, error } from "../text/diagnostic.ts";
import { foreignHelp } from "../language/foreign_names.ts";
import { didYouMean } from "../text/nearest.ts";
import { quoteOnce } from "../text/quote.ts";
import type { Signature } from "../language/signature.ts";
import { type Span, textOf } from "../text/span.ts";
import {
  type ArgumentChoice,
  argumentHelp,
  type CallChoice,
  callHelp,
  expectedHelp,
  suggest,
} from "./suggestions.ts";

export function unsupportedVersion(span: Span): Diagnostic {
  return error("E0201", span, {
    message: `Version "${textOf(span)}" of the language is not known`,
    help: "Write pipe 1",
  });
}

/** What of a signature tells its arguments apart. */
type Callee = Pick<Signature, "name" | "arguments">;

export function unknownArgument(name: Identifier, choice: ArgumentChoice): Diagnostic {
  return error("E0203", name.span, {
    message: `"${choice.callee.name}" has no argument "${name.text}"`,
    help: argumentHelp(name.text, choice),
  });
}

export function unknownCall(name: Identifier, choice: CallChoice): Diagnostic {
  return error("E0204", name.span, {
    message: `Unknown ${choice.what} "${name.text}"`,
    help: callHelp(name.text, choice),
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
    help: keyword.text === "metric"
      ? "Keep one of the two, with all metrics on one line: metric accuracy, f1"
      : "Keep one of the two",
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

export function reservedParam(name: Identifier, what = "a parameter"): Diagnostic {
  return error("E0217", name.span, {
    message: `"${name.text}" has a meaning of its own and cannot be ${what}`,
    help: "Choose another name",
  });
}

export function unknownParamType(type: Identifier, known: readonly string[]): Diagnostic {
  return error("E0218", type.span, {
    message: `Unknown parameter type "${type.text}"`,
    help: foreignHelp("type", type.text, known) ?? didYouMean(type.text, known) ??
      `Use one of ${known.join(", ")}, or words to choose from, such as relu | tanh`,
  });
}

/** The same word twice in `relu | tanh | relu`. */
export function repeatedChoice(word: Identifier): Diagnostic {
  return error("E0228", word.span, {
    message: `"${word.text}" is listed twice`,
    help: "Write each word once",
  });
}

export function badParamRange(span: Span, type: string): Diagnostic {
  return error("E0219", span, {
    message: `${quoteOnce(textOf(span))} is not a range for a parameter of type ${type}`,
    help: rangeHelp[type] ?? "Write it as low..high, such as 1..100",
  });
}

const rangeHelp: Readonly<Record<string, string>> = {
  choice: "Leave it out: the words say what it may be",
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

/** A name before the one call of a stage. */
export function unwantedLabel(
  label: Identifier,
  { keyword, call }: { readonly keyword: string; readonly call: Pick<Call, "name"> },
): Diagnostic {
  const written = textOf(label.span);
  const removed = label.quoted ? `${written}:` : `"${written}:"`;
  const what = keyword === "scale" && call.name.text === "standard"
    ? "every column of numbers is scaled, and names are for layers and metrics"
    : "names are for layers and metrics";
  return error("E0229", label.span, {
    message: `${quoteOnce(written)} before "${call.name.text}" has no meaning here`,
    help: `Remove ${removed}; ${what}`,
  });
}

/** A name that nothing can be called by. */
export function unusableLabel(label: Identifier, what: "layer" | "metric"): Diagnostic {
  const better = label.text.replaceAll(/[\p{Cc}./\\]+/gu, "_").trim();
  return error("E0240", label.span, {
    message: `${quoteOnce(textOf(label.span))} cannot be the name of a ${what}`,
    help: better === ""
      ? "Write a name, or leave it out"
      : what === "layer"
      ? `Parameters are called by it, as in ${better}.weight: write "${better}"`
      : `Write it on one line: "${better}"`,
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
    help: foreignHelp("part", part.text, parts) ?? suggest(part.text, parts),
  });
}

/** @param options What may be expected, and all that there is. */
export function unknownExpectedMetric(
  metric: Identifier,
  options: Parameters<typeof expectedHelp>[1],
): Diagnostic {
  return error("E0222", metric.span, {
    message: `"${metric.text}" is not among the metrics of this pipeline`,
    help: expectedHelp(metric.text, options),
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

/** @param shares The range that was meant, where it was written in percents. */
export function badExpectedRange(span: Span, shares?: string): Diagnostic {
  return error("E0227", span, {
    message: `${quoteOnce(textOf(span))} is not a range that a metric can be in`,
    help: shares === undefined
      ? "Write it as low..high, such as 0.9..1.0"
      : `Write shares, not percents: ${shares}`,
  });
}

/** `column ignore`, without saying which. */
export function columnWithoutName({ name, span }: Pick<Call, "name" | "span">): Diagnostic {
  return error("E0245", span, {
    message: "This line does not say which column it is about",
    help: `Write the column and what it is: column age: ${name.text}`,
  });
}

/** Two lines about one column. */
export function repeatedColumnLine(
  { text, span }: Pick<Identifier, "text" | "span">,
  first: Span,
): Diagnostic {
  return error("E0246", span, {
    message: `Column "${text}" is written twice`,
    notes: [{ message: "first written here", span: first }],
    help: "Keep one of the two",
  });
}

export function knownLater(span: Span): Diagnostic {
  return error("E0226", span, {
    message: `${quoteOnce(textOf(span))} is not known before the data is loaded`,
    help: "Write the value itself; later stages may use it",
  });
}

/** A fact of the data that hangs on which rows train. */
export function knownAfterSplit(span: Span): Diagnostic {
  return error("E0247", span, {
    message: `${quoteOnce(textOf(span))} is not known before the rows are divided`,
    help: "Write the value itself, or use rows; later stages may use it",
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
