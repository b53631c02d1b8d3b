import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { CsvRole } from "./csv_cells.ts";
import type { CsvDialect } from "./csv_tokens.ts";

/** How the cells of a CSV text are found, where it is not commas below a header. */
export interface CsvLayout extends CsvDialect {
  /** Whether the first row names the columns; true unless given. */
  readonly hasHeader?: boolean;
  /** The names of all columns, instead of those in the header. */
  readonly names?: readonly string[];
  /** What to say where there are more or fewer names than columns. */
  readonly describeNameCount?: (names: number, columns: number) => Diagnostic;
  /** Lines before the header, or the first row, that are skipped. */
  readonly skippedLines?: number;
  /** How many rows are read; all unless given. */
  readonly rows?: number;
  /** A column, from 0, that may have no name, since it only counts the rows. */
  readonly indexPlace?: number;
  /** Words that stand for a missing value, as an empty cell does. */
  readonly missing?: readonly string[];
  /** How a column is read; "any" unless given. @param place From 0. */
  readonly roleOf?: (name: string, place: number) => CsvRole;
}
