import {
  type ArgumentsOf,
  type ArgumentSpec,
  type ArgumentTable,
  column,
  either,
  list,
  type Signature,
} from "../../dsl/signature.ts";
import type { Table } from "../data/table.ts";

/** What a reader may reach: files by their path in the `.pipe` file, and nothing else. */
export interface ReaderContext {
  /**
   * The text of a file.
   * @param path Relative to the `.pipe` file.
   * @throws {PenstockError} If there is no such file, or it may not be read.
   */
  readText(path: string): Promise<string>;
  /** The path as shown to people. */
  displayName(path: string): string;
}

/** What a reader does with its arguments, once they are checked. */
export interface Reading<Arguments> {
  /**
   * The table that the call asks for.
   * @throws {PenstockError} If there is none to be had.
   */
  read(args: Arguments, context: ReaderContext): Promise<Table> | Table;
  /** The target columns that the call names; none if it names none. */
  targetOf(args: Arguments): readonly string[];
}

/** A way to load a table: its signature and what it does. */
export type Reader = Signature & Reading<Readonly<Record<string, unknown>>>;

/** The reader of a signature and its meaning. */
export function defineReader<const A extends ArgumentTable>(
  definition: Signature<A> & Reading<ArgumentsOf<A>>,
): Reader {
  // A registry forgets each reader's argument types; `check` has made sure of them before.
  return definition as Signature & Reading<never> as Reader;
}

/** One column, or a list of them. */
export function columns(doc: string): ArgumentSpec<string | readonly string[]> {
  const one = column({ doc });
  return either(one, list(one, { doc }), { doc });
}

/** What such an argument says, as a list; none where it was left out. */
export function columnsOf(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return [];
  return typeof given === "string" ? [given] : given;
}
