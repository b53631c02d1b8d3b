import type { Report } from "../../dsl/text/report.ts";
import { noSuchPlace, unknownColumn } from "../data/stage_diagnostics.ts";
import { TableMistakes } from "../data/table_mistakes.ts";
import { droppedRows } from "../data/row_diagnostics.ts";
import { type CsvFrame, readCsv } from "../formats/csv_frame.ts";
import type { CsvRole } from "../formats/csv_cells.ts";
import { type CsvOptions, isIndex, layoutOf } from "./csv_options.ts";
import type { OpenFile } from "./reader.ts";

/** How one file is read. */
export interface CsvFileOptions {
  readonly options: CsvOptions;
  /** Columns that are left out. */
  readonly ignored: readonly string[];
  /** Columns that are read as words, whatever they look like. */
  readonly words: readonly string[];
  /** What to say where there are more or fewer names than columns. */
  readonly describeNameCount?: Parameters<typeof readCsv>[1]["describeNameCount"];
}

/**
 * The table of a CSV file, without the columns that are left out; its header is without the one that only
 * counts the rows. Fails where a column that the options name is not there (E0421, E0454).
 */
export function readCsvFile(
  file: OpenFile,
  { options, ignored, words, describeNameCount }: CsvFileOptions,
  report: Report,
): CsvFrame {
  const roleOf = (name: string, place: number): CsvRole => {
    const isLeftOut = ignored.includes(name) || isIndex(options, { name, place }) ||
      options.usecols && !options.usecols.includes(name);
    return isLeftOut ? "skip" : words.includes(name) ? "words" : "any";
  };
  const frame = readCsv(file, {
    ...layoutOf(options),
    roleOf,
    ...describeNameCount && { describeNameCount },
  }, report);
  checkNamed(frame, options, report);
  if (frame.dropped.count > 0) report.add(droppedRows(frame.dropped, frame.rows));
  return {
    ...frame,
    header: frame.header.filter((name, place) => !isIndex(options, { name, place })),
  };
}

function checkNamed(
  { name: place, header }: CsvFrame,
  { index_col, usecols = [] }: CsvOptions,
  report: Report,
): void {
  const mistakes = new TableMistakes();
  if (typeof index_col === "number" && index_col >= header.length) {
    mistakes.add(() => noSuchPlace(index_col, header.length, place));
  }
  for (const name of new Set([...usecols, ...typeof index_col === "string" ? [index_col] : []])) {
    if (header.includes(name)) continue;
    mistakes.add(() => unknownColumn(name, { place, columns: header }));
  }
  mistakes.stopIfAny(report);
}
