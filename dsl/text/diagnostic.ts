import type { Span } from "./span.ts";

/**
 * One problem, as data. The first two digits of the code name its kind (see `docs/diagnostics.md`):
 * E01 syntax, E02 names and types, E03 agreement of stages, E04 data, E05 usage of the command,
 * E06 device and run time, E07 a broken expectation, E08 files of data, E09 columns and their values. W codes are warnings of the same kinds.
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
  readonly notes?: readonly Note[];
  /** The next thing to do. */
  readonly help?: string;
  /** The error of the system or of native code behind it, for whoever debugs; not shown. */
  readonly cause?: unknown;
}

/** A further place of a diagnostic and what it has to do with it: in a text, or a data cell or path. */
export type Note =
  & { readonly message: string }
  & ({ readonly span: Span } | { readonly span?: undefined; readonly place: string });

/** Where a diagnostic points: into a text, at a data cell or a path, or nowhere. */
export type Where = Span | Pick<Diagnostic, "span" | "place">;

/** What a diagnostic says of its place. */
export type Said = Pick<Diagnostic, "message" | "help" | "notes" | "cause">;

/** A mistake that stops the command. @param code Of this mistake alone. */
export function error(code: string, where: Where, said: Said): Diagnostic {
  return { code, severity: "error", ...placeOf(where), ...said };
}

/** Something odd, after which the work goes on. @param code Of this alone. */
export function warning(code: string, where: Where, said: Said): Diagnostic {
  return { code, severity: "warning", ...placeOf(where), ...said };
}

function placeOf(where: Where): Pick<Diagnostic, "span" | "place"> {
  return "source" in where ? { span: where } : where;
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

/** What the functions of the public API throw where a caller has nothing else to look at. */
export class PenstockError extends Error {
  /** Tells it from other errors. */
  override readonly name = "PenstockError";
  /** Every problem that was found. */
  readonly diagnostics: readonly Diagnostic[];

  /** An error whose message lists the problems, one a line. */
  constructor(diagnostics: readonly Diagnostic[]) {
    const cause = diagnostics.find((each) => each.cause !== undefined)?.cause;
    super(
      diagnostics.map((each) => `${each.code}: ${each.message}`).join("\n"),
      cause === undefined ? undefined : { cause },
    );
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
