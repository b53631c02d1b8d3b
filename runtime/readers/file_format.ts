import type { ArgumentsOf, ArgumentTable } from "../../dsl/language/signature.ts";
import type { Span } from "../../dsl/text/span.ts";
import { type Frame, withoutColumns } from "../data/frame.ts";
import type { Parts } from "../data/parts.ts";
import type { CsvFileOptions } from "./csv_file.ts";
import type { NamedBy, ReaderContext } from "./reader.ts";
import type { FormatSignature } from "./signatures.ts";

/** A file and where a text names it. */
export interface NamedPath {
  /** Relative to the `.pipe` file. */
  readonly path: string;
  /** Absent where the call names it. */
  readonly span?: Span;
}

/** What is asked of a file. */
export interface FileRequest<O> {
  /** How rows are found in it. */
  readonly options: O;
  /** A file with the labels of its rows. */
  readonly labels?: NamedPath;
  /** The targets, as far as they are named. */
  readonly target: readonly string[];
  /** What the labels 0, 1, ... are called, where that is said. */
  readonly classes?: readonly string[];
  /** Columns that are left out. */
  readonly ignored: readonly string[];
  /** Columns that are read as words, whatever they look like. */
  readonly words: readonly string[];
  /** What to say where there are more or fewer names than columns. */
  readonly describeNameCount?: CsvFileOptions["describeNameCount"];
}

/** What a file holds. */
export interface FileFrame extends Frame {
  /** The names of all columns, also of those that were left out. */
  readonly header: readonly string[];
  /** The targets, where they have other names than were asked for: the columns of an array. */
  readonly targets?: NamedBy["names"];
  /** The parts that the rows are given in, where they are. */
  readonly parts?: Parts;
}

/** What is done with a file, once the arguments are checked. */
export interface FileReading<O> {
  /**
   * The rows of a file.
   * @throws {Stopped} If there are none to be had.
   */
  read(file: NamedPath, request: FileRequest<O>, context: ReaderContext): Promise<FileFrame>;
}

/** A kind of file that rows are read from: `load NAME(...)`, and `format: NAME` in a manifest. */
export type FileFormat = FormatSignature & FileReading<Readonly<Record<string, unknown>>>;

/** The format of a signature and its meaning. */
export function defineFormat<const A extends ArgumentTable>(
  definition: FormatSignature<A> & FileReading<ArgumentsOf<A>>,
): FileFormat {
  // A registry forgets each format's options; they were checked by its signature before.
  return definition;
}

/** A frame that was read as a whole, without the columns that are left out. */
export function withoutIgnored(frame: Frame, ignored: readonly string[]): FileFrame {
  return { ...withoutColumns(frame, ignored), header: frame.columns.map(({ name }) => name) };
}
