import type { Span } from "../text/span.ts";
import { letterWidth } from "../text/width.ts";

/** One line of a source as it is shown, and where to put the carets, in display columns. */
export interface Excerpt {
  /** Tabs expanded, invisible characters escaped. */
  readonly text: string;
  /** Columns before the carets. */
  readonly indent: number;
  /** At least one. */
  readonly carets: number;
}

/** The widest excerpt, in display columns, unless a screen has fewer or more. */
const usualWidth = 100;
/** The share that stays visible before the carets of a line that is cut. */
const lead = 0.4;
const tabWidth = 4;

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** The text with everything invisible written as `\u{...}`. */
export function escapeText(text: string): string {
  return [...text].map(escapeLetter).join("");
}

function escapeLetter(letter: string): string {
  // A letter has a code point.
  return hidden.test(letter) ? `\\u{${letter.codePointAt(0)!.toString(16)}}` : letter;
}

/** A code point of the line: what is shown for it and how many columns that takes. */
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly offset: number;
}

/**
 * The first line of a span: all of it, or the part around the span's start.
 * @param maxWidth The widest excerpt, in display columns.
 */
export function excerptOf(span: Span, maxWidth: number = usualWidth): Excerpt {
  const { text } = span.source;
  // lastIndexOf reads a negative position as 0
  const lineStart = span.start === 0 ? 0 : text.lastIndexOf("\n", span.start - 1) + 1;
  const lineEnd = endOfLine(text, span.start);
  const from = boundary(text, Math.max(lineStart, span.start - 2 * maxWidth));
  const to = boundary(text, Math.min(lineEnd, span.start + 2 * maxWidth));
  const cells = cellsOf(text.slice(from, to), from);
  return cut(cells, { span, maxWidth, isCutLeft: from > lineStart, isCutRight: to < lineEnd });
}

function endOfLine(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  const end = newline < 0 ? text.length : newline;
  return end > start && text[end - 1] === "\r" ? end - 1 : end;
}

/** An offset that does not cut a surrogate pair in two. */
function boundary(text: string, offset: number): number {
  return /[\udc00-\udfff]/.test(text[offset] ?? "") && offset > 0 ? offset - 1 : offset;
}

function cellsOf(text: string, start: number): Cell[] {
  let [column, offset] = [0, start];
  return [...text].map((letter) => {
    const shown = letter === "\t" ? " ".repeat(tabWidth - column % tabWidth) : escapeLetter(letter);
    const cell = { text: shown, width: widthOf(shown), offset };
    column += cell.width;
    offset += letter.length;
    return cell;
  });
}

function widthOf(shown: string): number {
  return [...shown].reduce((sum, each) => sum + letterWidth(each), 0);
}

function cut(
  cells: readonly Cell[],
  { span, maxWidth, isCutLeft, isCutRight }: {
    readonly span: Span;
    readonly maxWidth: number;
    readonly isCutLeft: boolean;
    readonly isCutRight: boolean;
  },
): Excerpt {
  const fits = !isCutLeft && !isCutRight && totalWidth(cells) <= maxWidth;
  const before = cells.filter((each) => each.offset < span.start);
  const after = cells.slice(before.length);
  const head = fits ? before : takeLast(before, Math.floor(lead * maxWidth));
  const marksLeft = isCutLeft || head.length < before.length;
  const indent = totalWidth(head) + (marksLeft ? 1 : 0);
  const tail = fits ? after : takeFirst(after, maxWidth - indent - 1);
  const marksRight = isCutRight || tail.length < after.length;
  const marked = tail.filter((each) => each.offset < span.end);
  return {
    text: [
      marksLeft ? "…" : "",
      ...[...head, ...tail].map((each) => each.text),
      marksRight ? "…" : "",
    ].join(""),
    indent,
    carets: Math.max(1, totalWidth(marked)),
  };
}

function totalWidth(cells: readonly Cell[]): number {
  return cells.reduce((sum, each) => sum + each.width, 0);
}

function takeFirst(cells: readonly Cell[], width: number): Cell[] {
  let left = width;
  const end = cells.findIndex((each) => (left -= each.width) < 0);
  return cells.slice(0, end < 0 ? cells.length : end);
}

function takeLast(cells: readonly Cell[], width: number): Cell[] {
  return takeFirst(cells.toReversed(), width).reverse();
}
