import type { Discovered, Pending } from "../language/draft.ts";
import type { Vocabulary } from "../language/pipeline.ts";
import type { Argument, Identifier } from "../syntax/ast.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import type { Report } from "../text/report.ts";
import type { Source, Span } from "../text/span.ts";

/** An expression with its arithmetic done and its parameters filled in. */
export type Evaluated =
  & (
    | { readonly kind: "number"; readonly value: number; readonly isInt: boolean }
    | { readonly kind: "percent"; readonly percent: number }
    /** `source` is where the text itself stands, which may be far from where its name does. */
    | { readonly kind: "string"; readonly value: string; readonly source?: Source }
    | { readonly kind: "word"; readonly word: string }
    | { readonly kind: "list"; readonly items: readonly Evaluated[] }
    | { readonly kind: "range"; readonly low: Evaluated; readonly high: Evaluated }
    /** Its arguments are checked against the signature once that is known. */
    | {
      readonly kind: "call";
      readonly name: Identifier;
      readonly arguments: readonly Argument[];
      /** What names stood for where it was written. */
      readonly names?: Environment["names"];
    }
    /** Known only once the data has been seen. */
    | { readonly kind: "pending"; readonly later: Pending<Evaluated> }
    /** Already reported: nothing more is said about it. */
    | { readonly kind: "error" }
  )
  & { readonly span: Span };

/** What names stand for: parameters and facts of the data. */
export interface Environment {
  readonly names: ReadonlyMap<string, Evaluated>;
  /** All that could be called, for what a name that is not known may have meant. */
  readonly vocabulary?: Vocabulary;
  /** Whether a value was written outside of the file, as after `--set`: nothing can be declared there. */
  readonly isOutside?: boolean;
  /** Tells of a mistake. @param to Another report, where the mistake shows in the data alone. */
  report(diagnostic: Diagnostic, to?: Report): void;
  /** Called where a value is known only once the data has been seen; it is then left unchecked. */
  onPending?(span: Span): void;
  /** Present once the data has been seen: then nothing is pending. */
  readonly discovered?: Discovered;
}

/** The same names, now that the data has been seen. */
export function whenDiscovered(environment: Environment, discovered: Discovered): Environment {
  return {
    ...environment,
    discovered,
    report: (each) => environment.report(each, discovered.report),
  };
}
