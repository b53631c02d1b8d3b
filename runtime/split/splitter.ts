import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/language/signature.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Parts } from "../data/parts.ts";

/** What a splitter does with its arguments, once they are checked. */
export interface Splitting<Arguments> {
  /**
   * The parts of some rows. Fails where a part that was asked for, or training, has none (E0427,
   * E0428).
   */
  split(args: Arguments, rows: SplitRows): Parts;
}

/** How many rows there are to divide, and where it is told that they cannot be. */
export interface SplitRows {
  readonly rows: number;
  readonly report: Report;
}

/** A way to divide the rows: its signature and what it does. */
export type Splitter = Signature & Splitting<Readonly<Record<string, unknown>>>;

/** The splitter of a signature and its meaning. */
export function defineSplitter<const A extends ArgumentTable>(
  definition: Signature<A> & Splitting<ArgumentsOf<A>>,
): Splitter {
  // A registry forgets each splitter's argument types; `check` has made sure of them before.
  return definition;
}
