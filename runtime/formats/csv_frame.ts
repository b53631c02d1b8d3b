import { type Report, reportedSync } from "../../dsl/text/report.ts";
import { InternalError, unwrap } from "../../dsl/text/diagnostic.ts";
import type { CategoryColumn, TableColumn } from "../data/column.ts";
import type { Frame } from "../data/frame.ts";
import { type ByteSource, memoryBytes } from "../files/byte_source.ts";
import { notEncoded, unreadableFile } from "../files/file_diagnostics.ts";
import { separatedByBlanks } from "./blank_runs.ts";
import { asUtf8 } from "./encoded_text.ts";
import { NumberForm } from "./number_form.ts";
import type { CsvLayout } from "./csv_layout.ts";
import { findRow } from "./csv_places.ts";
import { type CsvName, CsvScan, type DroppedRows, type ScannedCsv } from "./csv_scan.ts";

/** A CSV text that can be read again. */
export interface CsvFile extends CsvName {
  readonly bytes: ByteSource;
}

/** The frame of a CSV text. */
export interface CsvFrame extends Frame {
  /** The names of all columns, also of those that were skipped. */
  readonly header: readonly string[];
  /** Rows with more or fewer cells than the header, which were left out. */
  readonly dropped: DroppedRows;
}

/**
 * The frame that CSV text holds, with a header unless the layout says otherwise. Blanks around column
 * names are dropped; blank lines, a byte order mark and the kind of line end make no difference. Without
 * header and names, columns are x1, x2, ...
 * @param name As shown to people.
 * @throws {PenstockError} With every problem of header and rows: E0401 to E0407, and E0433.
 */
export function frameFromCsv(
  name: string,
  csv: string | Uint8Array,
  layout: CsvLayout = {},
): Frame {
  const bytes = memoryBytes(typeof csv === "string" ? new TextEncoder().encode(csv) : csv);
  return unwrap(reportedSync((report) => readCsv({ name, bytes }, layout, report)));
}

/** The same of a file, which is read piece by piece. @throws {Stopped} With every problem reported. */
export function readCsv(given: CsvFile, layout: CsvLayout, report: Report): CsvFrame {
  const file = { ...given, bytes: plainBytes(given, layout, report) };
  const { header, columns, rows, marks, lines, turned, dropped } = scan(file, layout, report);
  const fail = () =>
    report.fail(unreadableFile({ path: file.name, span: file.span }, "it changes meanwhile"));
  const readWords = (names: ReadonlySet<string>): readonly TableColumn[] => {
    const again = scan(
      file,
      { ...layout, roleOf: (name) => names.has(name) ? "words" : "skip" },
      report,
    );
    return again.rows === rows ? again.columns : fail();
  };
  const cells = layout.dropsBadRows ? header.length : undefined;
  const find = (row: number) => findRow(file.bytes, row, { dialect: layout, marks, cells, fail });
  const words = turned.size > 0 ? readWords(turned) : [];
  const numbers = new NumberForm(layout);
  return {
    name: file.name,
    header,
    rows,
    dropped,
    columns: columns.map((column) => words.find(({ name }) => name === column.name) ?? column),
    lines: { file: file.name, of: (row) => lines.of(row) },
    placeOf: (row, column) => `${file.name}:${find(row).line}, column ${JSON.stringify(column)}`,
    textOf: (row, column) => find(row).texts[header.indexOf(column)],
    wordsOf: (column) => onlyWords(readWords(new Set([column]))),
    ...!numbers.isPlain && { parseNumber: (text: string) => numbers.parse(text) },
  };
}

/** The text in UTF-8, with cells that are separated by a single character. */
export function plainBytes(
  { name, span, bytes }: CsvFile,
  layout: CsvLayout,
  report: Report,
): ByteSource {
  const { encoding = "utf-8", separator, quote = '"' } = layout;
  const text = asUtf8(
    bytes,
    encoding,
    () => report.fail(notEncoded({ path: name, span }, encoding)),
  );
  return separator === "whitespace" ? separatedByBlanks(text, quote) : text;
}

/** The one column that was read as words. */
function onlyWords([column]: readonly TableColumn[]): CategoryColumn {
  if (column?.kind !== "category") throw new InternalError("Words were asked for");
  return column;
}

function scan(file: CsvFile, layout: CsvLayout, report: Report): ScannedCsv {
  const scan = new CsvScan({ ...file, size: file.bytes.size }, layout, report);
  for (const piece of file.bytes.chunks()) if (!scan.push(piece)) break;
  return scan.end();
}
