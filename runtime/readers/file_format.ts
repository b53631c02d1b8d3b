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

/** What is asked of a file whose rows are only to be answered. */
export interface BlockRequest<O> extends Pick<FileRequest<O>, "options" | "words"> {
  /** The only columns that are looked at. */
  readonly wanted: readonly string[];
  /** The columns that another file of the kind had, and this one may lack. */
  readonly lacking: readonly string[];
  /** What pictures are brought to: [height, width, channels]. */
  readonly imageShape?: readonly [height: number, width: number, channels: number];
}

/** A row that cannot be read. */
export interface UnreadRow {
  /** How many rows of the block were kept before it. */
  readonly before: number;
  /** What it is called, where each row is a file. */
  readonly file?: string;
  /** For people. */
  readonly place: string;
  /** As in `this row has 3 cells, expected 4`. */
  readonly reason: string;
}

/** Some rows of a file, of which no more is held. */
export interface BlockFrame extends Frame {
  /** The names of all columns of the file. */
  readonly header: readonly string[];
  /** Whether they stand in an order, so that a row is a list. */
  readonly isOrdered: boolean;
  /** The rows that were left out, in their order. */
  readonly unread: readonly UnreadRow[];
  /** The files that the rows are, where each is one. */
  readonly files?: readonly string[];
  /** How many pictures had another size. */
  readonly resized?: number;
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
  /**
   * The same rows, some at a time; only where a file can be read so. Rows that cannot be read are left out,
   * and told of.
   * @throws {Stopped} If the file cannot be read.
   */
  blocks?(
    file: NamedPath,
    request: BlockRequest<O>,
    context: ReaderContext,
  ): AsyncIterable<BlockFrame>;
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
