import type { Diagnostic } from "../text/diagnostic.ts";
import { escapeText, excerptOf } from "./excerpt.ts";
import { positionOf, type Span } from "../text/span.ts";

/** How diagnostics look. */
export interface RenderOptions {
  /** Colours for a terminal; off by default. */
  readonly color?: boolean;
  /** Columns of the screen that no excerpt goes beyond; excerpts of 100 columns unless given. */
  readonly width?: number;
}

const styles = { error: "1;31", warning: "1;33", gutter: "1;34", help: "1;36", title: "1" };
/** An excerpt is not made narrower than this, whatever the screen. */
const narrowest = 10;
type Paint = (text: string, style: keyof typeof styles) => string;

/**
 * A diagnostic as text, in the manner of Rust: message, excerpt, notes, help. Control characters in
 * quoted text are escaped, so that a file cannot talk to the terminal.
 */
export function render(
  diagnostic: Diagnostic,
  { color = false, width: screenWidth }: RenderOptions = {},
): string {
  const paint: Paint = (text, style) => color ? `\x1b[${styles[style]}m${text}\x1b[0m` : text;
  const { severity, code, message, span, place, notes = [], help } = diagnostic;
  const spans = [span, ...notes.map((each) => each.span)].filter((each) => each !== undefined);
  const width = Math.max(1, ...spans.map((each) => `${lineOf(each)}`.length));
  const gutter = { width, paint, screenWidth };
  const title = paint(`${severity}[${code}]`, severity) +
    paint(`: ${escapeText(message)}`, "title");
  return [
    title,
    ...span ? excerpt(span, { ...gutter, style: severity }) : [],
    ...!span && place ? [arrowTo(place, gutter)] : [],
    ...notes.flatMap((each) => [
      `${paint("note", "gutter")}: ${escapeText(each.message)}`,
      ...each.span
        ? excerpt(each.span, { ...gutter, style: "gutter" })
        : [arrowTo(each.place, gutter)],
    ]),
    ...help ? [`${paint("help", "help")}: ${escapeText(help)}`] : [],
  ].join("\n");
}

/** Diagnostics as text, a blank line between two. */
export function renderAll(
  diagnostics: readonly Diagnostic[],
  options: RenderOptions = {},
): string {
  return diagnostics.map((each) => render(each, options)).join("\n\n");
}

function lineOf({ source, start }: Span): number {
  return positionOf(source, start).line;
}

/** What stands to the left of an excerpt, and how wide both may be together. */
interface Gutter {
  /** Of the longest line number. */
  readonly width: number;
  readonly paint: Paint;
  readonly screenWidth?: number;
}

function arrowTo(place: string, { width, paint }: Gutter): string {
  return `${" ".repeat(width)} ${paint("-->", "gutter")} ${escapeText(place)}`;
}

function excerpt(
  span: Span,
  { width, paint, screenWidth, style }: Gutter & { readonly style: keyof typeof styles },
): string[] {
  const { line, column } = positionOf(span.source, span.start);
  // `12 | ` stands before the line.
  const left = screenWidth && Math.max(narrowest, screenWidth - width - 3);
  const { text, indent, carets } = excerptOf(span, left);
  const blank = " ".repeat(width);
  const place = `${span.source.name}:${line}:${column}`;
  const marks = " ".repeat(indent) + paint("^".repeat(carets), style);
  return [
    arrowTo(place, { width, paint }),
    `${blank} ${paint("|", "gutter")}`,
    `${paint(`${`${line}`.padStart(width)} |`, "gutter")} ${text}`.trimEnd(),
    `${blank} ${paint("|", "gutter")} ${marks}`,
  ];
}
