import type { Diagnostic } from "../text/diagnostic.ts";
import { escapeText, excerptOf } from "./excerpt.ts";
import { positionOf, type Span } from "../text/span.ts";

/** How diagnostics look. */
export interface RenderOptions {
  /** Colours for a terminal; off by default. */
  readonly color?: boolean;
}

const styles = { error: "1;31", warning: "1;33", gutter: "1;34", help: "1;36", title: "1" };
type Paint = (text: string, style: keyof typeof styles) => string;

/**
 * A diagnostic as text, in the manner of Rust: message, excerpt, notes, help. Control characters in
 * quoted text are escaped, so that a file cannot talk to the terminal.
 */
export function render(diagnostic: Diagnostic, { color = false }: RenderOptions = {}): string {
  const paint: Paint = (text, style) => color ? `\x1b[${styles[style]}m${text}\x1b[0m` : text;
  const { severity, code, message, span, place, notes = [], help } = diagnostic;
  const spans = [span, ...notes.map((each) => each.span)].filter((each) => each !== undefined);
  const width = Math.max(1, ...spans.map((each) => `${lineOf(each)}`.length));
  const title = paint(`${severity}[${code}]`, severity) +
    paint(`: ${escapeText(message)}`, "title");
  return [
    title,
    ...span ? excerpt(span, { width, paint, style: severity }) : [],
    ...!span && place ? [arrowTo(place, { width, paint })] : [],
    ...notes.flatMap((each) => [
      `${paint("note", "gutter")}: ${escapeText(each.message)}`,
      ...each.span
        ? excerpt(each.span, { width, paint, style: "gutter" })
        : [arrowTo(each.place, { width, paint })],
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

function arrowTo(place: string, { width, paint }: { width: number; paint: Paint }): string {
  return `${" ".repeat(width)} ${paint("-->", "gutter")} ${escapeText(place)}`;
}

function excerpt(
  span: Span,
  { width, paint, style }: { width: number; paint: Paint; style: keyof typeof styles },
): string[] {
  const { line, column } = positionOf(span.source, span.start);
  const { text, indent, carets } = excerptOf(span);
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
