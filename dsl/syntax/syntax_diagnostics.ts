import { type Diagnostic, error } from "../text/diagnostic.ts";
import { exampleOf } from "../language/examples.ts";
import { foreignCall, foreignHelp } from "../language/foreign_names.ts";
import { didYouMean } from "../text/nearest.ts";
import { quote, quoteOnce } from "../text/quote.ts";
import { type Span, textOf } from "../text/span.ts";
import { type KeywordName, keywords } from "./tokens.ts";

const stages = words((each) => each === "stage");
const starters = words((each) => each !== "layer");

function words(wanted: (role: string) => boolean): string[] {
  return Object.keys(keywords).filter((each) => wanted(keywords[each as KeywordName].role));
}

/** Nothing but blank space and comments. */
export function emptyFile(span: Span): Diagnostic {
  return error("E0103", span, {
    message: "The file says nothing to do",
    help: 'Begin with the line "pipe 1"',
  });
}

/** The first line is not `pipe`. */
export function missingVersion(span: Span): Diagnostic {
  return error("E0104", span, {
    message: "The first line does not name the language version",
    help: 'Write "pipe 1" on a line before this one',
  });
}

/** A `pipe` line that is not the first. */
export function misplacedVersion(span: Span): Diagnostic {
  return error("E0105", span, {
    message: '"pipe" stands on the first line only',
    help: "Remove this line",
  });
}

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

/**
 * A line that starts with a word that is no keyword.
 * @param assigned What comes after `=`, where that comes after the word.
 */
export function unknownStage(span: Span, assigned?: string): Diagnostic {
  const word = textOf(span);
  const otherwise = assigned !== undefined
    ? `To give a value a name, write ${declaration(word, assigned)}`
    : `Start the line with one of ${starters.join(", ")}; layers stand inside model { ... }`;
  return error("E0118", span, {
    message: `Unknown stage ${quote(word)}`,
    help: foreignHelp("line", word, starters) ?? callAsLine(word) ?? didYouMean(word, starters) ??
      otherwise,
  });
}

/** What to write for a layer, a loss or an optimizer that stands by itself. */
function callAsLine(word: string): string | undefined {
  const call = foreignCall(word);
  if (call === undefined || typeof call === "string") return call;
  const [here] = call.names;
  if (call.place === "initializer") return undefined;
  if (call.place !== "layer") return `Write it as: ${call.place} ${here}`;
  return here === word
    ? `"${word}" is a layer: it stands inside model { ... }`
    : `It is a layer, here written "${here}", and stands inside model { ... }`;
}

/** A line that starts with something else than a word. */
export function lineWithoutStage(span: Span): Diagnostic {
  const inner = textOf(span).slice(1, -1);
  return error("E0119", span, {
    message: `A line cannot start with ${quoteOnce(textOf(span))}`,
    help: starters.includes(inner)
      ? `Write it without quotes: ${inner}`
      : `Start it with one of ${starters.join(", ")}`,
  });
}

/** `repeat` where a stage belongs. */
export function layerOutside(span: Span): Diagnostic {
  return error("E0137", span, {
    message: `${quote(textOf(span))} stands where layers stand`,
    help: "Move it into model { ... } or a block",
  });
}

/** `override` before something that is said once only. */
export function badOverride(span: Span): Diagnostic {
  return error("E0138", span, {
    message: `${quote(textOf(span))} cannot be overridden`,
    help: `Override a stage, as in "override loss mse"; the stages are ${stages.join(", ")}`,
  });
}

/** A line that a variant cannot have. */
export function notInVariant(span: Span): Diagnostic {
  const word = textOf(span);
  return error("E0139", span, {
    message: `${quote(word)} cannot stand inside a variant`,
    help: word === "override"
      ? "Remove the word: a variant always replaces what is shared"
      : 'Move it after the closing "}"',
  });
}

/** `name: repeat(3) { ... }`; `span` is the name. */
export function namedRepeat(span: Span): Diagnostic {
  return error("E0140", span, {
    message: `The name ${quoteOnce(textOf(span))} cannot stand before "repeat"`,
    help: "Name the layers inside; their names get _1, _2 and so on",
  });
}

/** `repeat { ... }`, `repeat 3 { ... }`. */
export function uncountedRepeat(span: Span): Diagnostic {
  return error("E0141", span, {
    message: '"repeat" does not say how often in parentheses',
    help: "Write it as repeat(3) { ... }",
  });
}

/** Two stages or two layers on one line; `span` is the second one. */
export function missingNewline(span: Span): Diagnostic {
  return error("E0121", span, {
    message: `${quote(textOf(span))} does not start a line`,
    help: `Start a new line before ${quote(textOf(span))}`,
  });
}

/** A stage inside `{ ... }`. */
export function stageInBlock(span: Span): Diagnostic {
  return error("E0122", span, {
    message: `The stage ${quote(textOf(span))} cannot stand inside { ... }`,
    help: `Move it after the closing "}"`,
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
 * @param options Whether the two may be one name of two words, such as that of a column.
 */
export function missingComma(
  span: Span,
  previous: string,
  { mayBeOne = false } = {},
): Diagnostic {
  const comma = `Write a comma before ${quoteOnce(textOf(span))}`;
  return error("E0127", span, {
    message: `Missing "," after ${quoteOnce(previous)}`,
    help: mayBeOne ? `${comma}, or quotes around one name: "${previous} ${textOf(span)}"` : comma,
  });
}

/** A comma between layers, which stand on lines of their own. */
export function commaInBlock(span: Span): Diagnostic {
  return error("E0128", span, {
    message: 'Layers are not separated by ","',
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

/** `sgd lr = 0.01`; `span` is the name of the argument. */
export function missingParentheses(span: Span, callee: string): Diagnostic {
  return error("E0130", span, {
    message: `The argument ${quote(textOf(span))} stands outside of parentheses`,
    help: `Write ${callee}(${textOf(span)} = ...)`,
  });
}

/** `dropout 0.5`; `span` is the value. */
export function valueOutside(span: Span, callee: string): Diagnostic {
  return error("E0142", span, {
    message: `The value ${shortened(span)} stands outside of parentheses`,
    help: `Write ${callee}(${shortened(span)})`,
  });
}

/** `hidden = 5` among layers; `span` is the name. @param value What stands behind the sign. */
export function assignmentInBlock(span: Span, value: string): Diagnostic {
  const name = textOf(span);
  const isCall = /^[\p{L}_]/u.test(value) && !/^(true|false)$/.test(value);
  const width = /^\d+$/.test(value) ? value : "8";
  return error("E0143", span, {
    message: `${quote(name)} is given a value where layers stand`,
    help: isCall
      ? `To name a layer, write ${name}: ${value}`
      : `Declare it on a line before the model: ${declaration(name, value)}; ` +
        `or write the layer that was meant, such as linear(${width})`,
  });
}

/** The line that gives a value a name. */
function declaration(name: string, value: string): string {
  const found = valueKinds.find(([, pattern]) => pattern.test(value));
  return `param ${name}: ${found?.[0] ?? "float"} = ${found ? value : "..."}`;
}

const valueKinds = [
  ["int", /^-?\d+$/],
  ["float", /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i],
  ["boolean", /^(true|false)$/],
  ["string", /^"[^"]*"$/],
] as const;

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
    help: example ? `Write it like: ${example}` : partHelp(expected),
  });
}

/** A line inside of parentheses that starts with a comma or an operator. */
export function signAtLineStart(span: Span): Diagnostic {
  return error("E0134", span, {
    message: `A line cannot start with ${quote(textOf(span))}`,
    help: "Move it to the end of the line before",
  });
}

/** A line of a block that starts with something else than a name. */
export function lineWithoutLayer(span: Span): Diagnostic {
  return error("E0135", span, {
    message: `A layer cannot start with ${quote(textOf(span))}`,
    help: "Start it with its name, as in linear(8)",
  });
}

/** More mistakes than anyone wants to read at once. */
export function moreMistakes(span: Span, count: number): Diagnostic {
  return error("E0133", span, {
    message: `More than ${count} mistakes; the rest are not shown`,
    help: "Mend these first, then check again",
  });
}

/** A `--set` that does not read as `name=value`. */
export function malformedOverride(span: Span): Diagnostic {
  return error("E0505", span, {
    message: `"${textOf(span)}" does not set a parameter`,
    help: "Write it as name=value, such as --set hidden=16",
  });
}

function partHelp(part: string): string {
  if (part === "a value") return 'Write a number, a name, a "string", a list or a range';
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
