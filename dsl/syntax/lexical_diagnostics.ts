import { type Diagnostic, error } from "../text/diagnostic.ts";
import { dottedHelp } from "../language/foreign_names.ts";
import { quote } from "../text/quote.ts";
import { type Span, textOf } from "../text/span.ts";

/** The largest file that is read, in UTF-16 units. */
export const maxLength = 1024 * 1024;
/** The deepest nesting of brackets, and the longest chain of operators in one value. */
export const maxDepth = 64;

/** The text is longer than `maxLength`. */
export function fileTooLarge(span: Span): Diagnostic {
  return error("E0101", span, {
    message: `The file is too large: ${span.source.text.length} characters, at most ${maxLength}`,
    help: "Keep data in files of its own and load them",
  });
}

/** Brackets nest, or operators follow each other, more than `maxDepth` times. */
export function nestedTooDeep(span: Span): Diagnostic {
  return error("E0102", span, {
    message: `This is nested more than ${maxDepth} levels deep`,
    help: "Split it up, or keep large values in a data file",
  });
}

/** A character that nobody can see, or that acts on the terminal. */
export function hiddenCharacter(span: Span): Diagnostic {
  // A character has a code point.
  const code = textOf(span).codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return error("E0106", span, {
    message: `Invisible character U+${code}`,
    help: "Delete it, or save the file as plain UTF-8 text",
  });
}

/** A character that means nothing here. */
export function unexpectedCharacter(span: Span): Diagnostic {
  const text = textOf(span);
  const dotted = text === "." ? dottedName(span) : undefined;
  const where = dotted ? ` in ${quote(textOf(dotted))}` : "";
  return error("E0107", dotted ?? span, {
    message: `Unexpected character ${quote(text)}${where}`,
    help: helpFor(span, dotted),
  });
}

function helpFor(span: Span, dotted: Span | undefined): string {
  if (dotted) return helpForDotted(textOf(dotted));
  return isArrow(span) || isChained(span)
    ? "Write each layer on its own line"
    : characterHelp(textOf(span));
}

/** The end of `->`, `=>` or `>>`, which some write between layers. */
function isArrow({ source, start }: Span): boolean {
  return /^(?:->|=>|>>)$/.test(source.text.slice(start - 1, start + 1));
}

/** A dot behind a call, as in `linear(8).relu()`. */
function isChained({ source, start }: Span): boolean {
  return source.text[start] === "." && source.text[start - 1] === ")";
}

/** The whole name that a dot stands in, as in `nn.Linear` or `data/iris.csv`. */
function dottedName({ source, start }: Span): Span | undefined {
  // Both patterns match the empty text too.
  const before = /[\w/.-]*$/.exec(source.text.slice(Math.max(0, start - 100), start))![0];
  const after = /^[\w/.-]*/.exec(source.text.slice(start, start + 100))![0]; // likewise
  const isName = /^[A-Za-z_./]/.test(before) && /^\.\w/.test(after);
  return isName ? { source, start: start - before.length, end: start + after.length } : undefined;
}

function helpForDotted(text: string): string {
  const isPath = text.includes("/") ||
    /\.(csv|gz|json|npy|npz|onnx|pipe|tsv|txt|ya?ml)$/.test(text);
  return isPath ? `Write it in double quotes: "${text}"` : dottedHelp(text);
}

function characterHelp(text: string): string {
  if (text === "%") return 'Write a percentage without a space, as in "20%"';
  if (text === ".") return "Write the name without a dot, or put it in double quotes";
  if (/^[<>]/.test(text)) return "Write the allowed values as a range, as in 0.5..1.0";
  if (/^[\u2010-\u2015\u2212]/.test(text)) return 'Write "-"';
  const plain = text.normalize("NFKC");
  return plain !== text && /^[ -~]+$/.test(plain)
    ? `Write ${quote(plain)}`
    : "Remove it, or put the text in double quotes";
}

/** The text between quotes of another kind than double ones. */
export function withoutQuotes(image: string): string {
  return image.slice(1).replace(/['"`´‘’‚‛“”„‟«»]$/, "");
}

/** `'relu'`, or typographic quotes. */
export function wrongQuotes(span: Span): Diagnostic {
  const inner = withoutQuotes(textOf(span));
  const isWord = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(inner);
  return error("E0108", span, {
    message: `The quotes around ${quote(inner)} are not double quotes`,
    help: isWord
      ? `Write ${
        quote(inner)
      } in plain double quotes, or ${inner} alone where it is a word of the language`
      : `Write ${quote(inner)} in plain double quotes`,
  });
}

/** A `"` without its partner on the line. */
export function unclosedString(span: Span): Diagnostic {
  return error("E0109", span, {
    message: "The string is never closed",
    help: 'Write another " where the text ends',
  });
}

/** A backslash before something else than `"`, `\`, `n`, `t` or `uXXXX`. */
export function badEscape(span: Span): Diagnostic {
  return error("E0110", span, {
    message: `Unknown escape ${quote(textOf(span))}`,
    help: 'Write \\\\ for a backslash, or / in a path; known are \\" \\\\ \\n \\t \\uXXXX',
  });
}

/** `.5`, `5.`, `1_000`, `10px`. */
export function badNumber(span: Span): Diagnostic {
  const text = textOf(span);
  const fixed = text.replaceAll("_", "").replace(/^\./, "0.").replace(/\.(?=%?$)/, ".0");
  const isFixed = /^(?:\d+(?:\.\d+)?%|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(fixed);
  return error("E0111", span, {
    message: `${quote(text)} is not a number`,
    help: isFixed ? `Write ${fixed}` : "Write a number such as 12, 0.5, 1e-4 or 20%",
  });
}

/** A number that no double, or no exact whole number, can hold. */
export function numberTooLarge(span: Span): Diagnostic {
  return error("E0112", span, {
    message: `The number ${quote(textOf(span))} is too large`,
    help: `Write a whole number up to ${Number.MAX_SAFE_INTEGER} or a decimal up to 1.7e308`,
  });
}

/** `;`. */
export function semicolon(span: Span): Diagnostic {
  return error("E0113", span, {
    message: 'A line does not need ";"',
    help: "End each line with a line break alone",
  });
}

/** A comment that begins with slashes. */
export function slashComment(span: Span): Diagnostic {
  return error("E0114", span, {
    message: `${quote(textOf(span).slice(0, 2))} does not begin a comment`,
    help: "Begin the comment with #",
  });
}
