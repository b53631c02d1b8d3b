import type { Diagnostic } from "../text/diagnostic.ts";
import { maxMistakes } from "./limits.ts";
import { moreMistakes } from "./syntax_diagnostics.ts";

/** No more mistakes than anyone will read. @param sorted By their places. */
export function firstMistakes(sorted: readonly Diagnostic[]): Diagnostic[] {
  const next = sorted[maxMistakes - 1]?.span;
  if (!next) return [...sorted];
  return [...sorted.slice(0, maxMistakes - 1), moreMistakes(next, maxMistakes - 1)];
}
