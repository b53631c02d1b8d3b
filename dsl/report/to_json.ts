import type { Diagnostic } from "../text/diagnostic.ts";
import { positionOf, type Span } from "../text/span.ts";

/** A place in a text, lines and columns from 1; a column counts code points, and the end is past the last one. */
export interface JsonPlace {
  /** As shown to people. */
  readonly file: string | null;
  /** Where it begins. */
  readonly line: number | null;
  /** Where in that line. */
  readonly column: number | null;
  /** Where it ends. */
  readonly endLine: number | null;
  /** The first column after it. */
  readonly endColumn: number | null;
}

/** A diagnostic for programs: every field is always there. */
export interface JsonDiagnostic extends JsonPlace {
  /** As in `docs/diagnostics.md`. */
  readonly code: string;
  /** Only errors count for the exit code. */
  readonly severity: "error" | "warning";
  /** What is wrong. */
  readonly message: string;
  /** The next thing to do. */
  readonly help: string | null;
  /** Where there is no text to point into: a data cell, a path. */
  readonly place: string | null;
  /** Further places that explain this one. */
  readonly notes: readonly (JsonPlace & Pick<JsonDiagnostic, "message" | "place">)[];
}

/** Diagnostics as the JSON array of `check --format json`. */
export function toJson(diagnostics: readonly Diagnostic[]): readonly JsonDiagnostic[] {
  return diagnostics.map(({ code, severity, message, help, span, place, notes = [] }) => ({
    code,
    severity,
    message,
    help: help ?? null,
    place: span ? null : place ?? null,
    ...placeOf(span),
    notes: notes.map((note) => ({
      message: note.message,
      place: note.span ? null : note.place,
      ...placeOf(note.span),
    })),
  }));
}

function placeOf(span: Span | undefined): JsonPlace {
  if (!span) return { file: null, line: null, column: null, endLine: null, endColumn: null };
  const start = positionOf(span.source, span.start);
  const end = positionOf(span.source, span.end);
  return { file: span.source.name, ...start, endLine: end.line, endColumn: end.column };
}
