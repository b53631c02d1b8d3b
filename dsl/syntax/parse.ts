import type { File } from "./ast.ts";
import { balanceBrackets } from "./brackets.ts";
import { tooDeep } from "./depth.ts";
import { buildFile } from "./build_ast.ts";
import type { FileCstNode } from "./cst.ts";
import type { Checked, Diagnostic } from "../text/diagnostic.ts";
import { explainMistake } from "./explain_mistake.ts";
import { settleNewlines } from "./newlines.ts";
import { emptySpan, hiddenCharacters, lex, type Mended } from "./lex.ts";
import { checkLines } from "./line_starts.ts";
import { firstMistakes } from "./first_mistakes.ts";
import { TooManyMistakes } from "./error_messages.ts";
import { parser } from "./parser.ts";
import { type Report, reportedSync } from "../text/report.ts";
import type { Source } from "../text/span.ts";
import { fileTooLarge, maxLength } from "./lexical_diagnostics.ts";
import { emptyFile } from "./line_diagnostics.ts";

/**
 * Reads the text of a `.pipe` file.
 * @returns The file as it was written, or every syntax mistake, at most one a line, sorted by place.
 */
export function parse(source: Source): Checked<File> {
  return reportedSync((report) => parseFile(source, report));
}

/**
 * The same for one who goes on: where every mistake leaves no doubt of what was meant, as wrong quotes do,
 * it is reported and the file is given as it was meant, so that it hides no other. Fails elsewhere.
 */
export function parseFile(source: Source, report: Report): File {
  if (source.text.length > maxLength) report.fail(fileTooLarge(emptySpan(source, 0)));
  const lexed = lex(source);
  const deep = tooDeep(source, lexed.tokens);
  if (deep) report.fail(deep);
  const balanced = balanceBrackets(source, lexed.tokens);
  const settled = settleNewlines(source, balanced.tokens);
  const lined = checkLines(source, settled.tokens);
  const syntax = parseTokens(source, lined);
  const hidden = hiddenCharacters(source);
  // Each phase explains more of a line than the next, which may only see a consequence.
  const diagnostics = [hidden, lined, lexed, balanced, settled, syntax]
    .flatMap((each) => Array.isArray(each) ? each : each.diagnostics);
  report.add(...firstPerLine(source, diagnostics));
  const doubtful = [hidden, balanced.diagnostics, syntax.diagnostics].flat();
  if (doubtful.length > 0 || !lexed.isClear || !lined.isComplete) report.stop();
  if (lined.tokens.length === 0) report.fail(emptyFile(emptySpan(source, 0)));
  return buildFile(source, syntax.tree);
}

interface Parsed {
  readonly tree: FileCstNode;
  readonly diagnostics: readonly Diagnostic[];
}

function parseTokens(source: Source, { tokens }: Mended): Parsed {
  parser.input = [...tokens];
  let tree: FileCstNode = { name: "file", children: {} };
  try {
    tree = parser.file() as FileCstNode; // chevrotain types every node as `CstNode`
  } catch (error) {
    // What was found up to here is reported; `firstPerLine` says that there is more.
    if (!(error instanceof TooManyMistakes)) throw error;
  }
  return { tree, diagnostics: explainMistake(source, tokens, parser.errors) };
}

/** The first diagnostic of each line, sorted by place, and no more than anyone will read. */
function firstPerLine(source: Source, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const lineOf = lineCounter(source);
  const firsts = new Map<number, Diagnostic>();
  for (const each of diagnostics) {
    const line = lineOf(startOf(each));
    if (!firsts.has(line)) firsts.set(line, each);
  }
  const sorted = [...firsts.values()].sort((a, b) => startOf(a) - startOf(b));
  return firstMistakes(sorted);
}

function startOf({ span }: Diagnostic): number {
  return span?.start ?? 0;
}

/** Counts lines with one pass over the text, unlike `positionOf`. */
function lineCounter({ text }: Source): (offset: number) => number {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
    starts.push(end + 1);
  }
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
}
