/** CSV as `csv-parse` reads it, and numbers as `Number` does: what our own reader is held to. */
import { CsvError, parse } from "csv-parse/sync";
import type { CsvDialect } from "../../../runtime/formats/csv_tokens.ts";

/** The records of a text as texts; `undefined` where its quotes do not pair up. */
export function referenceRecords(
  text: string,
  { separator = ",", comment }: CsvDialect,
): string[][] | undefined {
  try {
    return parse(text, {
      bom: true,
      delimiter: separator,
      ltrim: separator !== "\t",
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      ...(comment !== undefined && { comment, comment_no_infix: true }),
    });
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a text stands for from end to end, blanks aside. */
export function referenceNumber(text: string): number | undefined {
  return decimal.test(text.trim()) ? Number(text) : undefined;
}
