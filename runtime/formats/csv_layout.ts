import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { CsvRole } from "./csv_cells.ts";
import type { CsvDialect } from "./csv_tokens.ts";

/** The encodings of texts that are read. */
export const encodings = ["utf-8", "latin-1", "windows-1252", "utf-16"] as const;
/** One of them. */
export type TextEncodingName = typeof encodings[number];

/** How the cells of a CSV text are found, where it is not commas below a header. */
export interface CsvLayout extends CsvDialect {
  /** Of the bytes; UTF-8 unless given. */
  readonly encoding?: TextEncodingName;
  /** Whether the first row names the columns; true unless given. */
  readonly hasHeader?: boolean;
  /** The names of all columns, instead of those in the header; or what they are where there are so many. */
  readonly names?: readonly string[] | ((columns: number) => readonly string[]);
  /** What to say where there are more or fewer names than columns. */
  readonly describeNameCount?: (names: number, columns: number) => Diagnostic;
  /** Lines before the header, or the first row, that are skipped. */
  readonly skippedLines?: number;
  /** How many rows are read; all unless given. */
  readonly rows?: number;
  /** A column, from 0, that may have no name, since it only counts the rows. */
  readonly indexPlace?: number;
  /** Words that stand for a missing value, as an empty cell does; numbers stand for all spellings of them. */
  readonly missing?: readonly string[];
  /** What numbers are written with; "." unless given. */
  readonly decimal?: string;
  /** What stands between thousands; nothing unless given. */
  readonly thousands?: string;
  /** Whether rows with more or fewer cells than the header are left out, and counted. */
  readonly dropsBadRows?: boolean;
  /** How a column is read; "any" unless given. @param place From 0. */
  readonly roleOf?: (name: string, place: number) => CsvRole;
}
