import { PenstockError } from "../../dsl/diagnostic.ts";
import { parse } from "./csv.ts";
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
import { recordLines } from "./record_lines.ts";

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

/**
 * The table that a CSV text with a header holds. Blanks around column names are dropped; blank
 * lines, a byte order mark and the kind of line end make no difference.
 * @param name As shown to people.
 * @throws {PenstockError} With every problem of header and rows: E0401 to E0407.
 */
export function tableFromCsv(name: string, text: string): Table {
  const [header, ...records] = recordsOf(name, text);
  if (header === undefined) throw new PenstockError([emptyTable(name)]);
  let lines: readonly number[] | undefined;
  const placeOfRecord = (record: number) => {
    lines ??= recordLines(text);
    return `${name}:${lines[record]}`;
  };
  const headerPlace = () => placeOfRecord(0);
  const rowPlace = (row: number) => placeOfRecord(row + 1);
  if (header.length === 1 && /[;\t|]/.test(header[0])) {
    throw new PenstockError([wrongSeparator(header[0], headerPlace())]);
  }
  return tableOf({ name, header, records, headerPlace, rowPlace });
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

function recordsOf(name: string, text: string): readonly (readonly string[])[] {
  try {
    return parse(text, { trimLeadingSpace: true });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [, line, reason] = /on line (\d+)[^:]*: (.*)$/s.exec(error.message) ?? [];
    if (line === undefined) throw error;
    throw new PenstockError([brokenCsv(reason, `${name}:${line}`)]);
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
