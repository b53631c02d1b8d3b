import type { IToken } from "chevrotain";
import { lex } from "../syntax/lex.ts";

/** One line of a text as it was written. */
export interface TextLine {
  readonly text: string;
  /** Columns before the first token, counted as the parser counts them. */
  readonly indent: number;
  readonly tokens: readonly IToken[];
  /** From `#` on, without the blanks at its end. */
  readonly comment?: string;
  readonly kind: "blank" | "comment" | "code";
}

/** A text with plain line ends, without what stands before its first line. */
export function normalize(text: string): string {
  const lines = text.replaceAll("\r\n", "\n");
  // The last line counts as blank too, though no newline ends it yet.
  return lines.replace(/^(?:[ \t\u00a0\ufeff]*\n)*\ufeff*(?:[ \t\u00a0\ufeff]*$)?/, "");
}

/** The lines of a normalized text. No token of the language spans two. */
export function linesOf(text: string): TextLine[] {
  const tokens = lex({ name: "", text }).tokens.filter(({ image }) => image !== "\n");
  let [start, next] = [0, 0];
  return text.split("\n").map((line) => {
    const first = next;
    while (next < tokens.length && tokens[next].startOffset < start + line.length) next++;
    const result = lineOf(line, { start, tokens: tokens.slice(first, next) });
    start += line.length + 1;
    return result;
  });
}

function lineOf(
  text: string,
  { start, tokens }: { start: number; tokens: readonly IToken[] },
): TextLine {
  const last = tokens.at(-1);
  const end = last ? last.startOffset + last.image.length - start : 0;
  const comment = text.slice(end).match(/#.*/s)?.[0].replace(/[ \t\u00a0]+$/, "");
  return {
    text,
    indent: tokens.length > 0 ? tokens[0].startOffset - start : 0,
    tokens,
    ...comment !== undefined && { comment },
    kind: /^[ \t\u00a0]*$/.test(text) ? "blank" : /^[ \t\u00a0]*#/.test(text) ? "comment" : "code",
  };
}
