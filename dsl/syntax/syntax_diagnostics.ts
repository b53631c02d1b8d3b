import { type Diagnostic, error } from "../text/diagnostic.ts";
import { exampleOf } from "../language/examples.ts";
import { quote, quoteOnce } from "../text/quote.ts";
import { type Span, textOf } from "../text/span.ts";

/** An opening bracket without its partner; `span` is where the partner is missing. */
export function missingBracket(span: Span, closing: string, opening: Span): Diagnostic {
  return error("E0115", span, {
    message: `Missing "${closing}"`,
    notes: [{ message: `This ${quote(textOf(opening))} is never closed`, span: opening }],
    help: `Write "${closing}" here`,
  });
}

/** A `}` after lines of a block that nothing opened; `span` is where `{` is missing. */
export function missingOpening(span: Span, closing?: Span): Diagnostic {
  return error("E0136", span, {
    message: 'Missing "{"',
    ...closing && {
      notes: [{ message: `This ${quote(textOf(closing))} closes nothing`, span: closing }],
    },
    help: 'Write "{" here',
  });
}

/** `model` without braces before its layers; `span` is empty, after it. */
export function missingBraces(span: Span): Diagnostic {
  return error("E0149", span, {
    message: 'Missing "{" before the layers of the model',
    help: 'Write "{" here, and "}" on a line after the last layer',
  });
}

/** A closing bracket without its partner. */
export function strayBracket(span: Span): Diagnostic {
  return error("E0116", span, {
    message: `Nothing is open that ${quote(textOf(span))} could close`,
    help: "Remove it",
  });
}

/** A closing bracket of another kind than the opening one. */
export function mismatchedBracket(span: Span, closing: string, opening: Span): Diagnostic {
  const [open, close] = [quote(textOf(opening)), quote(textOf(span))];
  return error("E0117", span, {
    message: `${close} cannot close ${open}`,
    notes: [{ message: `${open} stands here`, span: opening }],
    help: `Write "${closing}"`,
  });
}

/** A keyword where the name of a call is expected. @param stage The first word of the line. */
export function keywordAsValue(span: Span, stage: string): Diagnostic {
  const isLoss = textOf(span) === "loss" && stage === "metric";
  const example = exampleOf(stage);
  return error("E0123", span, {
    message: `${quote(textOf(span))} is the name of a stage, not a value`,
    help: isLoss
      ? "Remove it: every part reports its loss"
      : example
      ? `Write it like: ${example}`
      : "Start a new line before it",
  });
}

/** A keyword where a new name is expected, which cannot be quoted. */
export function keywordAsName(span: Span): Diagnostic {
  return error("E0124", span, {
    message: `${quote(textOf(span))} is the name of a stage and cannot be used here`,
    help: "Choose another name",
  });
}

/** `lr: 0.01` in parentheses; `span` is the colon. */
export function colonInArguments(span: Span, name: string): Diagnostic {
  return error("E0125", span, {
    message: `The argument ${quote(name)} takes its value with "=", not with ":"`,
    help: `Write ${name} = ...`,
  });
}

/** `lr 0.01` in parentheses; `span` is the value. */
export function missingEquals(span: Span, name: string): Diagnostic {
  return error("E0126", span, {
    message: `Missing "=" after ${quote(name)}`,
    help: `Write ${name} = ${shortened(span)}`,
  });
}

/**
 * Two values without a comma; `span` is the second one.
 * @param options Whether the two may be one name of two words, such as that of a column, or a number
 * before the name of its argument.
 */
export function missingComma(
  span: Span,
  previous: string,
  { mayBeOne = false, isNumbered = false } = {},
): Diagnostic {
  const word = textOf(span);
  const comma = `Write a comma before ${quoteOnce(word)}`;
  return error("E0127", span, {
    message: `Missing "," after ${quoteOnce(previous)}`,
    help: word === "and"
      ? "Write a comma in its place"
      : mayBeOne
      ? `${comma}, or quotes around one name: "${previous} ${word}"`
      : isNumbered
      ? `Write ${word} = ${previous}, or ${comma.replace(/^W/, "w")}`
      : comma,
  });
}

/** A comma or an operator between layers, which stand on lines of their own. */
export function commaInBlock(span: Span): Diagnostic {
  return error("E0128", span, {
    message: `Layers are not separated by ${quote(textOf(span))}`,
    help: "Write each layer on its own line",
  });
}

/** `loss = mse`, `loss: mse`; `span` is the sign. */
export function signAfterStage(span: Span, stage: string): Diagnostic {
  return error("E0129", span, {
    message: `The stage ${quote(stage)} takes no ${quote(textOf(span))}`,
    help: stage === "model"
      ? "Write model { ... }, with one layer on each line"
      : `Remove it: a stage is written as in "${exampleOf(stage) ?? "loss mse"}"`,
  });
}

/** `sgd lr = 0.01`, `optimizer lr = 0.01`; `span` is the name of the argument. */
export function missingParentheses(
  span: Span,
  place: { readonly callee: string } | { readonly stage: string },
): Diagnostic {
  return error("E0130", span, {
    message: `The argument ${quote(textOf(span))} stands outside of parentheses`,
    help: "callee" in place
      ? `Write ${place.callee}(${textOf(span)} = ...)`
      : `Write it like: ${exampleOf(place.stage) ?? `${place.stage} name(...)`}`,
  });
}

/** Something else than a type behind the colon of a parameter. */
export function notAType(span: Span): Diagnostic {
  return error("E0144", span, {
    message: `${quoteOnce(textOf(span))} is no type of a parameter`,
    help:
      "Write int, float, boolean or string, or words to choose from: param act: relu | tanh = relu",
  });
}

/** `dropout 0.5`; `span` is the value. */
export function valueOutside(span: Span, callee: string): Diagnostic {
  return error("E0142", span, {
    message: textOf(span) === "["
      ? `"[" stands where parentheses belong`
      : `The value ${shortened(span)} stands outside of parentheses`,
    help: `Write ${callee}(${shortened(span)})`,
  });
}

/** `metric accuracy = 0.9`; `span` is the sign. */
export function wishedMetric(span: Span, metric: string): Diagnostic {
  return error("E0145", span, {
    message: `The metric ${quote(metric)} takes no ${quote(textOf(span))}`,
    help:
      `Remove it; what it must reach is a line of its own: expect ${metric} in 0.9..1.0 on test`,
  });
}

/** Something is missing; `span` is empty, after `previous`. */
export function missingPiece(span: Span, part: string, previous: string): Diagnostic {
  return error("E0131", span, {
    message: `Missing ${part.replace(/^an? /, "")} after ${quoteOnce(previous)}`,
    help: previous === "," ? `${partHelp(part)}, or remove the comma` : partHelp(part),
  });
}

/** Something else than what is expected, after `previous`. */
export function unexpectedText(span: Span, expected: string, previous = ""): Diagnostic {
  const example = exampleOf(previous);
  return error("E0132", span, {
    message: `Expected ${expected} but found ${quoteOnce(textOf(span))}`,
    help: example
      ? `Write it like: ${example}`
      : expected === '"in"'
      ? "Write the allowed values as a range, as in: in 0.9..1.0"
      : partHelp(expected),
  });
}

/** A line inside of parentheses that starts with a comma or an operator. */
export function signAtLineStart(span: Span): Diagnostic {
  return error("E0134", span, {
    message: `A line cannot start with ${quote(textOf(span))}`,
    help: "Move it to the end of the line before",
  });
}

/** More mistakes than anyone wants to read at once. */
export function moreMistakes(span: Span, count: number): Diagnostic {
  return error("E0133", span, {
    message: `More than ${count} mistakes; the rest are not shown`,
    help: "Mend these first, then check again",
  });
}

/** A `--set` that does not read as `name=value`. @param parts Of it that may do, each by itself. */
export function malformedOverride(span: Span, parts: readonly string[] = []): Diagnostic {
  const sets = parts.map((each) => `--set ${each.trim()}`);
  return error("E0505", span, {
    message: `"${textOf(span)}" does not set a parameter`,
    help: parts.length > 0
      ? `Write --set before each: ${sets.join(" ")}`
      : "Write it as name=value, such as --set hidden=16",
  });
}

/** A `--set` with a list of values. @param values At least two. */
export function severalValues(
  span: Span,
  { name, values }: { readonly name: string; readonly values: readonly string[] },
): Diagnostic {
  const [first, second] = values.map((value) => `--set ${name}=${value}`);
  return error("E0524", span, {
    message: `${quote(name)} is set to ${values.length} values, and one run takes one`,
    help: `Run once for each, with an --out of its own: ${first}, then ${second}` +
      (values.length > 2 ? ", and so on" : ""),
  });
}

function partHelp(part: string): string {
  if (part === "a value") return 'Write a number, a name, a "string", a list or a range';
  if (part === '"="') return 'Give its value, as in "param size: int = 8"';
  if (part === '"on"') return "Write of which rows, such as: on test";
  if (part === '":"') return 'Give its type, as in "param size: int = 8"';
  if (part === '".."') return "Write the lowest and the highest value, as in 0.5..1.0";
  if (part === "the end of the line") return "Start a new line, or remove it";
  return `Write ${part} here`;
}

function shortened(span: Span): string {
  const text = textOf(span);
  return text.length > 40 || text === "[" || text === "(" ? "..." : text;
}
