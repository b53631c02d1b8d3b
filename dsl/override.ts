import type { Expression } from "./ast.ts";
import type { Span } from "./span.ts";

/** A parameter set from outside the file, as `--set hidden=16` does. */
export interface Override {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}
