import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import { missingCount, type TableColumn } from "../data/column.ts";
import {
  brokenCsv,
  emptyTable,
  headerWithoutRows,
  namelessColumn,
  type RaggedRows,
  raggedRows,
  wrongSeparator,
} from "../data/data_diagnostics.ts";
import { checkHeader } from "../data/header.ts";
import { headerFindings, quotedRowsFindings } from "../data/header_diagnostics.ts";
import type { RowLines } from "../data/row_lines.ts";
import { TableMistakes } from "../data/table_mistakes.ts";
import { notATable, notUtf8 } from "../files/file_diagnostics.ts";
import { CsvCells } from "./csv_cells.ts";
import type { CsvLayout } from "./csv_layout.ts";
import { CsvRows, type RaggedRow, type RowMarks } from "./csv_rows.ts";
import { CsvTokens } from "./csv_tokens.ts";
import { kindOfFile } from "./file_kind.ts";
import { NumberForm } from "./number_form.ts";
import { Utf8Check } from "./utf8.ts";

/** Where all rows are as long as the header. */
const none: DroppedRows = { count: 0, first: [], isAlike: true, before: [] };
/** How many rows of a kind are shown. */
const shownRows = 5;

/** What a CSV text is called, and where that is named. */
export interface CsvName {
  /** As shown to people, such as `data/iris.csv`. */
  readonly name: string;
  /** Where it is named, if it is. */
  readonly span?: Span;
  /** In bytes, where that is known. */
  readonly size?: number;
  /** Of its first byte, from 1; 1 unless given. */
  readonly line?: number;
}

/** Rows with more or fewer cells than the header that were left out. */
export interface DroppedRows extends RaggedRows {
  /** How many rows were kept before each. */
  readonly before: number[];
}

/** What a CSV text holds. */
export interface ScannedCsv {
  /** The names of all columns. */
  readonly header: readonly string[];
  /** Those that were not skipped. */
  readonly columns: readonly TableColumn[];
  readonly rows: number;
  /** Columns to be read again, as words. */
  readonly turned: ReadonlySet<string>;
  readonly marks: RowMarks;
  /** The line of each row. */
  readonly lines: RowLines;
  /** Rows with more or fewer cells than the header, which were left out. */
  readonly dropped: DroppedRows;
}

/** Whether a row looks like some cells in columns that blanks make. */
function areRunsOfBlanks(text: string): boolean {
  return text.trim().split(/\s{2,}/).length > 3;
}

/** Reads a CSV text once, piece by piece, from wherever the pieces come. */
export class CsvScan {
  readonly #file: CsvName;
  readonly #layout: CsvLayout;
  readonly #report: Report;
  readonly #tokens: CsvTokens;
  readonly #utf8 = new Utf8Check();
  /** Of header and rows. */
  readonly #mistakes = new TableMistakes();
  #linesToSkip: number;
  #isMarkPassed = false;
  #header: readonly string[] = [];
  /** Known once the header is read. */
  #rows: CsvRows | undefined;
  #isDone = false;
  #isBegun = false;
  readonly #ragged: DroppedRows = { count: 0, first: [], isAlike: true, before: [] };
  /** Whether all of them end in an empty cell. */
  #endEmpty = true;
  #headerPlace: string;

  /** A scan that reports every mistake in the text. */
  constructor(file: CsvName, layout: CsvLayout, report: Report) {
    this.#file = file;
    this.#layout = layout;
    this.#report = report;
    this.#linesToSkip = layout.skippedLines ?? 0;
    this.#headerPlace = file.name;
    this.#tokens = new CsvTokens(layout, {
      line: file.line ?? 1,
      fail: (reason, line) => report.fail(brokenCsv(reason, this.#placeOf(line))),
    });
  }

  /** Reads on; whether more is wanted. @throws {Stopped} Where reading on makes no sense: E0401, E0407, E0433. */
  push(piece: Uint8Array): boolean {
    if (!this.#isBegun) this.#checkKind(piece);
    if (!this.#utf8.accepts(piece)) this.#report.fail(this.#notUtf8());
    this.#isDone = this.#tokens.push(piece) && !this.#read();
    return !this.#isDone;
  }

  /** What was read. @throws {Stopped} If there is a mistake in header or rows: E0401 to E0407. */
  end(): ScannedCsv {
    if (!this.#isDone) this.#finish();
    const rows = this.#rows;
    if (!rows) return this.#report.fail(emptyTable(this.#file.name));
    const { cells, marks, lines } = rows;
    if (cells.rows === 0) this.#mistakes.add(() => headerWithoutRows(this.#headerPlace));
    const ragged = this.#ragged;
    const shape = { header: this.#header, isEvery: ragged.count === cells.rows };
    const isMistake = ragged.count > 0 && !this.#layout.dropsBadRows &&
      !this.#endInSeparators(shape);
    if (isMistake) this.#mistakes.add(() => raggedRows(ragged, shape));
    const columns = this.#withoutNameless(cells.build(), cells.rows);
    // Of a table with more columns, only one may have been asked for.
    if (columns.length === this.#header.length && this.#header.length === 1) {
      this.#report.add(...quotedRowsFindings(columns[0], this.#headerPlace));
    }
    this.#mistakes.stopIfAny(this.#report);
    const { rows: count, turned } = cells;
    const dropped = this.#layout.dropsBadRows ? ragged : none;
    return { header: this.#header, columns, rows: count, turned, marks, lines, dropped };
  }

  /** Whether every row ends in a separator that the header does not have: there is nothing behind it. */
  #endInSeparators({ header, isEvery }: { header: readonly string[]; isEvery: boolean }): boolean {
    const { first: [row], isAlike } = this.#ragged;
    return isEvery && isAlike && this.#endEmpty && row.cells === header.length + 1;
  }

  /** The columns without a last one that has no name and no cell: the header ends in a separator. */
  #withoutNameless(columns: readonly TableColumn[], rows: number): readonly TableColumn[] {
    const last = columns.at(-1);
    if (last?.name !== "") return columns;
    if (missingCount(last) < rows) {
      this.#mistakes.add(() => namelessColumn(this.#header.length, this.#headerPlace));
    }
    this.#header = this.#header.slice(0, -1);
    return columns.slice(0, -1);
  }

  /** Fails where the first bytes are those of no text (E0803). */
  #checkKind(piece: Uint8Array): void {
    this.#isBegun = true;
    const kind = kindOfFile(piece);
    const { name: path, span } = this.#file;
    if (kind) this.#report.fail(notATable({ path, span }, kind.what, kind.help));
  }

  #finish(): void {
    if (!this.#utf8.end()) this.#report.fail(this.#notUtf8());
    this.#tokens.finish();
    this.#read();
  }

  /** Reads what is at hand; whether more is wanted. */
  #read(): boolean {
    this.#rows ??= this.#start();
    if (this.#rows) return this.#rows.read();
    this.#tokens.wait();
    return true;
  }

  /** The rows, once all that stands before them is read. */
  #start(): CsvRows | undefined {
    const tokens = this.#tokens;
    for (; this.#linesToSkip > 0; this.#linesToSkip--) if (!tokens.skipLine()) return undefined;
    this.#isMarkPassed ||= tokens.skipMark();
    if (!this.#isMarkPassed || tokens.nextRecord() !== "record") return undefined;
    const { at, line } = tokens;
    const first = tokens.readRecord();
    if (!first) return undefined;
    this.#keepHeader(first, line);
    // Without a header, the first record is the first row.
    if (this.#layout.hasHeader === false) [tokens.at, tokens.line] = [at, line];
    const { roleOf = () => "any", missing = [], rows: limit = Infinity } = this.#layout;
    const cells = new CsvCells(tokens, {
      columns: this.#header.map((name, place) => ({ name, role: roleOf(name, place) })),
      missing: missing.filter((word) => word !== ""),
      numbers: new NumberForm(this.#layout),
    });
    return new CsvRows(tokens, cells, {
      limit,
      columns: this.#header.length,
      size: this.#file.size,
      onRagged: (row) => this.#noteRagged(row),
      dropsRagged: this.#layout.dropsBadRows,
    });
  }

  #keepHeader(first: readonly string[], line: number): void {
    const { separator = ",", hasHeader = true } = this.#layout;
    const isOther = first.length === 1 &&
      (/[;\t|,]/.test(first[0].replaceAll(separator, "")) || areRunsOfBlanks(first[0]));
    if (isOther) {
      this.#report.fail(wrongSeparator(first[0], { place: this.#placeOf(line), hasHeader }));
    }
    if (hasHeader) this.#headerPlace = this.#placeOf(line);
    this.#header = this.#namesOf(first);
    if (hasHeader && !this.#layout.names) {
      this.#report.add(...headerFindings(this.#header, this.#headerPlace));
    }
    // What becomes of a last column without a name depends on what it holds.
    const names = this.#header.at(-1) === "" ? this.#header.slice(0, -1) : this.#header;
    checkHeader(names, { place: this.#headerPlace, mistakes: this.#mistakes });
  }

  /** The column names: those given, those in the first row, or x1, x2, ... */
  #namesOf(first: readonly string[]): readonly string[] {
    const { names: given, hasHeader = true, describeNameCount, indexPlace } = this.#layout;
    const names = typeof given === "function" ? given(first.length) : given;
    if (names && names.length !== first.length && describeNameCount) {
      this.#report.fail(describeNameCount(names.length, first.length));
    }
    const written = names ?? (hasHeader ? first : first.map((_, at) => `x${at + 1}`));
    // An é is an é, whether it is one character or two.
    return written.map((cell, at) =>
      cell.trim().normalize("NFC") || (at === indexPlace ? "(index)" : "")
    );
  }

  #noteRagged({ cells, line, endsEmpty, before }: RaggedRow): void {
    this.#endEmpty &&= endsEmpty;
    this.#ragged.count += 1;
    if (this.#layout.dropsBadRows) this.#ragged.before.push(before);
    if (this.#ragged.first.length < shownRows) {
      this.#ragged.first.push({ cells, place: this.#placeOf(line) });
    }
    this.#ragged.isAlike &&= cells === this.#ragged.first[0].cells;
  }

  #placeOf(line: number): string {
    return `${this.#file.name}:${line}`;
  }

  #notUtf8(): Diagnostic {
    return notUtf8({ path: this.#file.name, span: this.#file.span });
  }
}
