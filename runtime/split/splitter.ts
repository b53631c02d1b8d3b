import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/language/signature.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { CategoryColumn, TableColumn } from "../data/column.ts";
import type { Parts } from "../data/parts.ts";

/** What a splitter does with its arguments, once they are checked. */
export interface Splitting<Arguments> {
  /**
   * The parts of some rows, numbered from 0. Fails where a part that was asked for, or training, has none
   * (E0427, E0428), or the columns do not say what is asked of them (E087).
   */
  split(args: Arguments, rows: SplitRows): Parts;
  /** The columns that it goes by. */
  columnsOf?(args: Arguments): readonly string[];
  /** Those of them that are no features, unless a `column` line says so. */
  ownColumnsOf?(args: Arguments): readonly string[];
}

/** The rows to divide, and where it is told that they cannot be. */
export interface SplitRows {
  /** How many there are. */
  readonly rows: number;
  /** The class of each row, where the target has classes. */
  readonly classes?: Int32Array;
  readonly report: Report;
  /** A column of these rows. Fails where there is none (E0421). */
  column(name: string): TableColumn;
  /** The same as words, whatever it looks like. */
  words(name: string): CategoryColumn;
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
