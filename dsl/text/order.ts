import type { Diagnostic } from "./diagnostic.ts";
import type { Source } from "./span.ts";

/**
 * Diagnostics by place: file by file in the order in which the files first turn up, then by
 * position; those that point into no text, such as problems of a data cell, come last.
 */
export function inOrderOfPlace(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sources = new Map<string, number>();
  const rankOf = ({ name }: Source) => {
    if (!sources.has(name)) sources.set(name, sources.size);
    return sources.get(name)!; // set above
  };
  diagnostics.forEach(({ span }) => span && rankOf(span.source));
  const keyOf = ({ span }: Diagnostic): readonly [number, number] =>
    span ? [rankOf(span.source), span.start] : [Infinity, 0];
  return diagnostics.toSorted((a, b) => {
    const [[fileA, startA], [fileB, startB]] = [keyOf(a), keyOf(b)];
    return fileA === fileB ? startA - startB : fileA - fileB;
  });
}
