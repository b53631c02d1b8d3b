import type { File } from "./ast.ts";
import { balanceBrackets } from "./brackets.ts";
import { tooDeep } from "./depth.ts";
import { buildFile } from "./build_ast.ts";
import type { FileCstNode } from "./cst.ts";
import { type Checked, type Diagnostic, ok } from "../text/diagnostic.ts";
import { explainMistake } from "./explain_mistake.ts";
import { settleNewlines } from "./newlines.ts";
import { emptySpan, hiddenCharacters, lex, type Mended } from "./lex.ts";
import { checkLines } from "./line_starts.ts";
import { firstMistakes } from "./first_mistakes.ts";
import { TooManyMistakes } from "./error_messages.ts";
import { parser } from "./parser.ts";
import type { Source } from "../text/span.ts";
import { fileTooLarge, maxLength } from "./lexical_diagnostics.ts";
import { emptyFile } from "./syntax_diagnostics.ts";

/**
 * Reads the text of a `.pipe` file.
 * @returns The file as it was written, or every syntax mistake, at most one a line, sorted by place.
 */
export function parse(source: Source): Checked<File> {
  if (source.text.length > maxLength) return refused(fileTooLarge(emptySpan(source, 0)));
  const lexed = lex(source);
  const deep = tooDeep(source, lexed.tokens);
  if (deep) return refused(deep);
  const balanced = balanceBrackets(source, lexed.tokens);
  const settled = settleNewlines(source, balanced.tokens);
  const lined = checkLines(source, settled.tokens);
  const syntax = parseTokens(source, lined);
  // Each phase explains more of a line than the next, which may only see a consequence.
  const diagnostics = [hiddenCharacters(source), lined, lexed, balanced, settled, syntax]
    .flatMap((each) => Array.isArray(each) ? each : each.diagnostics);
  if (diagnostics.length > 0) return refused(...firstPerLine(source, diagnostics));
  if (lined.tokens.length === 0) return refused(emptyFile(emptySpan(source, 0)));
  return ok(buildFile(source, syntax.tree));
}

function refused(...diagnostics: Diagnostic[]): Checked<never> {
  return { ok: false, diagnostics };
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
