/**
 * Headers and tables that look like something else, W0814 to W0816: one function per code.
 * @module
 */
import { type Diagnostic, warning } from "../../dsl/text/diagnostic.ts";
import type { TableColumn } from "./column.ts";
import { parseNumber } from "./decimal_reader.ts";
import { listed, quoted } from "./quoting.ts";

/** What is odd about the names of columns, as the first row says them. */
export function headerFindings(names: readonly string[], place: string): Diagnostic[] {
  const numbers = names.filter((name) => parseNumber(name) !== undefined);
  const isData = names.length > 1 && 2 * numbers.length >= names.length &&
    numbers.some((name) => /[.-]/.test(name));
  if (isData) return [numbersAsNames(numbers, place)];
  const [first = ""] = names;
  return /^#\s/.test(first) ? [commentedName(first, place)] : [];
}

/** A first row that looks like one of the data. */
function numbersAsNames(numbers: readonly string[], place: string): Diagnostic {
  return warning("W0814", { place }, {
    message: `Columns are named ${listed(numbers)} by the first row, which looks like data`,
    help:
      "If there is no header, say so: header = false, names = [...]; a header behind a comment " +
      "mark needs no comment = ..., but names = [...]",
  });
}

/** A header that begins like a comment. */
function commentedName(name: string, place: string): Diagnostic {
  return warning("W0815", { place }, {
    message: `The first column is named ${quoted(name)}, with the mark of a comment`,
    help: "Remove the mark from the file, or name the columns: names = [...]",
  });
}

/** What is odd about the only column of a table: each cell is a row in quotes. */
export function quotedRowsFindings(column: TableColumn, place: string): Diagnostic[] {
  if (column.kind !== "category" || column.words.length === 0) return [];
  const marks = [";", ",", "\t", "|"];
  const separator = marks.find((mark) => column.words.every((word) => word.split(mark).length > 2));
  return separator === undefined ? [] : [quotedRows(column.words[0], separator, place)];
}

function quotedRows(sample: string, separator: string, place: string): Diagnostic {
  const shown = sample.length > 40 ? `${sample.slice(0, 40)}...` : sample;
  return warning("W0816", { place }, {
    message: `Each row is a single cell in quotes that holds others: ${shown}`,
    help: "Remove the quotes around the rows from the file, write one quote for two, and say: " +
      `sep = ${JSON.stringify(separator)}`,
  });
}
