import type { Span } from "./span.ts";

/**
 * One problem, as data. The first two digits of the code name its kind (see `docs/diagnostics.md`):
 * E01 syntax, E02 names and types, E03 agreement of stages, E04 data, E05 usage of the command,
 * E06 device and run time, E07 a broken expectation. W codes are warnings of the same kinds.
 */
export interface Diagnostic {
  /** Stable: never reused for another mistake. */
  readonly code: string;
  /** An error stops the command; a warning is shown and the work goes on. */
  readonly severity: "error" | "warning";
  /** What is wrong, quoting what the user wrote; no final period. */
  readonly message: string;
  /** The smallest text to change. */
  readonly span?: Span;
  /** Where there is no text to point into: a data cell (`data/iris.csv:17, column "x"`), a path. */
  readonly place?: string;
  /** Further places that explain this one, such as the first of two definitions. */
  readonly notes?: readonly { readonly message: string; readonly span: Span }[];
  /** The next thing to do. */
  readonly help?: string;
}

/** A value, or every reason why there is none. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** A value that passed its checks. */
export function ok<T>(value: T, warnings: readonly Diagnostic[] = []): Checked<T> {
  return { ok: true, value, warnings };
}

/** The value, unless an error was collected on the way. */
export function checked<T>(value: T, diagnostics: readonly Diagnostic[]): Checked<T> {
  const failed = diagnostics.some((each) => each.severity === "error");
  return failed ? { ok: false, diagnostics } : ok(value, diagnostics);
}

/** Problems thrown where a return value would have to pass through many hands: I/O and the run. */
export class PenstockError extends Error {
  /** Tells it from other errors. */
  override readonly name = "PenstockError";
  /** Every problem that was found. */
  readonly diagnostics: readonly Diagnostic[];

  /** An error whose message lists the problems, one a line. */
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((each) => `${each.code}: ${each.message}`).join("\n"));
    this.diagnostics = diagnostics;
  }
}

/** The value of a `Checked`, or a thrown `PenstockError`; warnings go to `warn`. */
export function unwrap<T>(result: Checked<T>, warn: (each: Diagnostic) => void = () => {}): T {
  if (!result.ok) throw new PenstockError(result.diagnostics);
  result.warnings.forEach(warn);
  return result.value;
}

/** A broken invariant of our own: never the user's fault. */
export class InternalError extends Error {
  /** Tells it from other errors. */
  override readonly name = "InternalError";
}
