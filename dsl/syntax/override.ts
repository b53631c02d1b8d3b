import type { Expression } from "./ast.ts";
import type { Span } from "../text/span.ts";

/** A parameter set from outside the file, as `--set hidden=16` or a file of parameters does. */
export interface Override {
  /** What wins: `--set` over a file. */
  readonly origin: "file" | "--set";
  /** The parameter. */
  readonly name: string;
  /** Where its name was written. */
  readonly nameSpan: Span;
  /**
   * Its new value, as it was written.
   *
   * @internal
   */
  readonly value: Expression;
}
