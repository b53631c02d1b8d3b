/**
 * CSV text to rows and back, under the names and options of `@std/csv`.
 *
 * The work is done by `csv-parse` and `csv-stringify`: `@std/*` lives on JSR, which a machine with
 * npm alone cannot reach. Same names, so that moving is a change of one line in `deno.json`.
 * @module
 */
import { CsvError, parse as parseRecords } from "csv-parse/sync";
import { stringify as stringifyRecords } from "csv-stringify/sync";
import { recordLines } from "./record_lines.ts";

/** The options of `@std/csv`'s `parse` in use here. */
export interface ParseOptions {
  /** Between two cells; "," unless said otherwise. */
  readonly separator?: string;
  /** Whether blanks before a cell are dropped. */
  readonly trimLeadingSpace?: boolean;
  /** What lines that are skipped start with; there are none unless given. */
  readonly comment?: string;
}

/** The options of `@std/csv`'s `stringify` in use here. */
export interface StringifyOptions {
  /** Between two cells; "," unless said otherwise. */
  readonly separator?: string;
  /** The header, written first. */
  readonly columns?: readonly string[];
}

/**
 * The records of a CSV text as cells, the header included. Records may differ in length; blank
 * lines are skipped and a byte order mark is dropped.
 * @throws {SyntaxError} If a quote is unclosed or stands inside a cell; names the record's line.
 */
export function parse(text: string, options: ParseOptions = {}): string[][] {
  const isPlain = !text.includes('"') && options.comment === undefined;
  return isPlain ? parsePlain(text, options) : parseQuoted(text, options);
}

/** Without quotes a line is a record and a separator ends a cell: ten times as fast as a parser. */
function parsePlain(text: string, { separator = ",", trimLeadingSpace }: ParseOptions): string[][] {
  const trimmed = (cell: string) => trimLeadingSpace ? cell.replace(/^[ \t\f]+/, "") : cell;
  return text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/)
    .filter((line) => trimmed(line) !== "")
    .map((line) => {
      const cells = line.split(separator);
      return trimLeadingSpace ? cells.map(trimmed) : cells;
    });
}

/** The same by `csv-parse`, which also knows quotes and comments. */
export function parseQuoted(text: string, options: ParseOptions = {}): string[][] {
  try {
    return parseRecords(text, {
      bom: true,
      delimiter: options.separator ?? ",",
      ltrim: options.trimLeadingSpace ?? false,
      // All three, so that a file with mixed line ends is not glued together.
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      ...(options.comment !== undefined && { comment: options.comment, comment_no_infix: true }),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Not `error.lines`: it counts CRLF inside quotes twice.
    const line = recordLines(text, options.comment)[Number(error.records)] ?? 1;
    throw new SyntaxError(`parse error on line ${line}: ${reasonOf(error)}`, { cause: error });
  }
}

/** CSV text of the rows, with "\n" after each. */
export function stringify(
  rows: readonly (readonly unknown[])[],
  options: StringifyOptions = {},
): string {
  const { separator = ",", columns } = options;
  const records = columns ? [columns, ...rows] : [...rows];
  return stringifyRecords(records, { delimiter: separator });
}

function reasonOf(error: CsvError): string {
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return "a quote is opened and never closed";
    case "INVALID_OPENING_QUOTE":
      return "a quote stands inside an unquoted cell";
    case "CSV_INVALID_CLOSING_QUOTE":
      return "text follows a closing quote";
    default:
      return error.message;
  }
}
