/**
 * The mistakes in how lines begin: one function per code.
 * @module
 */
import { type Diagnostic, error } from "../text/diagnostic.ts";
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

const valueKinds = [
  ["int", /^-?\d+$/],
  ["float", /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i],
  ["boolean", /^(true|false)$/],
  ["string", /^"[^"]*"$/],
] as const;

/** The line that gives a value a name. */
function declaration(name: string, value: string): string {
  const found = valueKinds.find(([, pattern]) => pattern.test(value));
  return `param ${name}: ${found?.[0] ?? "float"} = ${found ? value : "..."}`;
}

/** A line of a block that starts with something else than a name. */
export function lineWithoutLayer(span: Span): Diagnostic {
  return error("E0135", span, {
    message: `A layer cannot start with ${quote(textOf(span))}`,
    help: "Start it with its name, as in linear(8)",
  });
}
