import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/language/signature.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { SaidType } from "../data/column_type.ts";
import type { Frame } from "../data/frame.ts";
import type { Parts } from "../data/parts.ts";
import type { FolderEntry, ReadingStand } from "../files/access.ts";
import type { ByteSource } from "../files/byte_source.ts";
import type { FileLayout } from "./file_layout.ts";

/** What a reader may reach: files by their path in the `.pipe` file, and nothing else. */
export interface ReaderContext {
  /** Told of every mistake. */
  readonly report: Report;
  /**
   * The text of a file.
   * @param path Relative to the `.pipe` file; `span` is where it is named, if not in that.
   * @throws {Stopped} If there is no such file, or it may not be read.
   */
  readText(path: string, span?: Span): Promise<string>;
  /** The bytes of a file, to be read piece by piece. @param among How far its folder is then, where it is one of many. */
  open(path: string, span?: Span, among?: ReadingStand): Promise<OpenFile>;
  /** What is in a folder, in the order of the names. */
  list(path: string, span?: Span): Promise<readonly FolderEntry[]>;
  /** Whether there is a folder. */
  isFolder(path: string): Promise<boolean>;
  /** The path as shown to people. */
  displayName(path: string): string;
}

/** A file that may be read. */
export interface OpenFile {
  /** As shown to people. */
  readonly name: string;
  /** Where it is named. */
  readonly span?: Span;
  readonly bytes: ByteSource;
}

/** Names that come with the data, and where they stand. */
export interface NamedBy {
  readonly names: readonly string[];
  readonly span?: Span;
}

/** A frame, and what the data themselves say of it; that wins over the call. */
export interface Loaded {
  readonly frame: Frame;
  readonly target?: NamedBy;
  /** All classes of the target, in the order of their codes. */
  readonly classes?: NamedBy;
  /** What columns are, by name. */
  readonly types?: ReadonlyMap<string, SaidType>;
  /** Whether rows with a missing value are left out. */
  readonly dropsMissing?: boolean;
  /** Which rows are given as which part. */
  readonly parts?: Parts;
  /** How rows are found in its files; absent where there are none. */
  readonly layout?: FileLayout;
}

/** What a reader does with its arguments, once they are checked. */
export interface Reading<Arguments> {
  /**
   * The frame that the call asks for.
   * @throws {Stopped} If there is none to be had.
   */
  read(args: Arguments, context: ReaderContext): Promise<Loaded> | Loaded;
  /** The target columns that the call names; none if it names none. */
  targetOf(args: Arguments): readonly string[];
  /** The features that are words, where the call names some. */
  categoriesOf?(args: Arguments): readonly string[];
  /** All classes of the target, where the call lists them. */
  classesOf?(args: Arguments): readonly string[] | undefined;
}

/** A way to load a table: its signature and what it does. */
export type Reader = Signature & Reading<Readonly<Record<string, unknown>>>;

/** The reader of a signature and its meaning. */
export function defineReader<const A extends ArgumentTable>(
  definition: Signature<A> & Reading<ArgumentsOf<A>>,
): Reader {
  // A registry forgets each reader's argument types; `check` has made sure of them before.
  return definition;
}

/** What such an argument says, as a list; none where it was left out. */
export function columnsOf(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return [];
  return typeof given === "string" ? [given] : given;
}

/** What such an argument says, as texts. */
export function classesOf(
  given: readonly (number | string)[] | undefined,
): readonly string[] | undefined {
  return given?.map(String);
}
