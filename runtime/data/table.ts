import { type Diagnostic, PenstockError } from "../../dsl/text/diagnostic.ts";
import { parse } from "@std/csv";
import {
  brokenCsv,
  duplicateColumn,
  emptyTable,
  headerWithoutRows,
  namelessColumn,
  raggedRow,
  wrongSeparator,
} from "./data_diagnostics.ts";
import { Problems } from "./problems.ts";
import { recordLines } from "../formats/record_lines.ts";

/** A named column of cells, as text. */
export interface TableColumn {
  /** As in the header, without blanks around it. */
  readonly name: string;
  /** One per row, as written. */
  readonly cells: readonly string[];
}

/** Rows and columns of text, as a reader found them: unique names, all columns equally long. */
export interface Table {
  /** As shown to people, such as `data/iris.csv`. */
  readonly name: string;
  /** In the order of the header. */
  readonly columns: readonly TableColumn[];
  /** How many cells each column has. */
  readonly rows: number;
  /** Where a cell stands, for people: `data/iris.csv:17, column "petal_width"`. Rows from 0. */
  placeOf(row: number, column: string): string;
}

/** What a table is made of, before anything about it is known to be right. */
export interface RawTable {
  /** As shown to people. */
  readonly name: string;
  /** The column names. */
  readonly header: readonly string[];
  /** The cells of each row. */
  readonly records: readonly (readonly string[])[];
  /** Where the header stands, for people. */
  headerPlace(): string;
  /** Where a row stands, for people; rows count from 0. */
  rowPlace(row: number): string;
}

/** How the cells of a CSV text are found, where it is not commas below a header. */
export interface CsvLayout {
  /** Between two cells; "," unless given. */
  readonly separator?: string;
  /** What lines that are skipped start with. */
  readonly comment?: string;
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
}

/**
 * The table that a CSV text holds, with a header unless the layout says otherwise. Blanks around
 * column names are dropped; blank lines, a byte order mark and the kind of line end make no
 * difference. Without header and names, columns are x1, x2, ...
 * @param name As shown to people.
 * @throws {PenstockError} With every problem of header and rows: E0401 to E0407.
 */
export function tableFromCsv(name: string, text: string, layout: CsvLayout = {}): Table {
  const { hasHeader = true, separator } = layout;
  const body = skipLines(text, layout.skippedLines ?? 0);
  let lines: readonly number[] | undefined;
  const placeOfRecord = (record: number) => {
    lines ??= recordLines(body.text, layout.comment);
    return `${name}:${lines[record]! + body.skipped}`;
  };
  const found = recordsOf(body, { ...layout, name });
  const [first] = found;
  if (first === undefined) throw new PenstockError([emptyTable(name)]);
  if (separator === undefined && first.length === 1 && /[;\t|]/.test(first[0]!)) {
    throw new PenstockError([wrongSeparator(first[0]!, placeOfRecord(0))]);
  }
  const records = hasHeader ? found.slice(1) : found;
  return tableOf({
    name,
    header: headerOf(first, layout),
    records: records.slice(0, layout.rows),
    headerPlace: () => hasHeader ? placeOfRecord(0) : name,
    rowPlace: (row) => placeOfRecord(hasHeader ? row + 1 : row),
  });
}

/** The column names: those given, those in the first row, or x1, x2, ... */
function headerOf(first: readonly string[], layout: CsvLayout): readonly string[] {
  const { names, hasHeader = true, describeNameCount, indexPlace } = layout;
  if (names && names.length !== first.length && describeNameCount) {
    throw new PenstockError([describeNameCount(names.length, first.length)]);
  }
  const header = names ?? (hasHeader ? first : first.map((_, at) => `x${at + 1}`));
  return header.map((cell, at) => at === indexPlace && cell.trim() === "" ? "(index)" : cell);
}

/** A text without its first lines. */
interface Body {
  readonly text: string;
  readonly skipped: number;
}

function skipLines(text: string, count: number): Body {
  let start = 0;
  for (let line = 0; line < count; line++) {
    const rest = /\r\n|\n|\r/.exec(text.slice(start));
    if (!rest) return { text: "", skipped: count };
    start += rest.index + rest[0].length;
  }
  return { text: text.slice(start), skipped: count };
}

/**
 * The table of a header and records.
 * @throws {PenstockError} With every problem of header and rows: E0403 to E0406.
 */
export function tableOf(raw: RawTable): Table {
  const names = raw.header.map((cell) => cell.trim());
  const problems = new Problems();
  checkHeader(names, { place: raw.headerPlace, problems });
  checkRecords(raw, problems);
  problems.throwIfAny();
  return {
    name: raw.name,
    columns: names.map((name, at) => ({ name, cells: raw.records.map((record) => record[at]) })),
    rows: raw.records.length,
    placeOf: (row, column) => `${raw.rowPlace(row)}, column ${JSON.stringify(column)}`,
  };
}

function recordsOf(
  { text, skipped }: Body,
  { name, separator, comment }: CsvLayout & { readonly name: string },
): readonly (readonly string[])[] {
  try {
    return parse(text, { trimLeadingSpace: separator !== "\t", separator, comment });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [, line, reason] = /on line (\d+)[^:]*: (.*)$/s.exec(error.message) ?? [];
    if (line === undefined) throw error;
    throw new PenstockError([brokenCsv(reason!, `${name}:${Number(line) + skipped}`)]);
  }
}

function checkHeader(
  names: readonly string[],
  { place, problems }: { place: () => string; problems: Problems },
): void {
  const seen = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    if (name === "") problems.add(() => namelessColumn(at + 1, place()));
    else if (count === 2) problems.add(() => duplicateColumn(name, place()));
  }
}

function checkRecords({ header, records, ...raw }: RawTable, problems: Problems): void {
  if (records.length === 0) problems.add(() => headerWithoutRows(raw.headerPlace()));
  for (const [row, record] of records.entries()) {
    if (record.length === header.length) continue;
    const cells = { found: record.length, expected: header.length };
    problems.add(() => raggedRow(cells, raw.rowPlace(row)));
  }
}
