import { type PartName, partNames } from "../../dsl/language/pipeline.ts";
import type { Report } from "../../dsl/text/report.ts";
import { isMissing, missingCount, tabular } from "../data/column.ts";
import {
  asWords,
  columnOf,
  type Frame,
  joinFrames,
  selectRows,
  withoutColumns,
} from "../data/frame.ts";
import { allRows } from "../data/gather.ts";
import type { Parts } from "../data/parts.ts";
import { unknownColumn } from "../data/stage_diagnostics.ts";
import { TableMistakes } from "../data/table_mistakes.ts";
import { type CsvFile, type CsvFrame, readCsv } from "../formats/csv_frame.ts";
import type { CsvRole } from "../formats/csv_cells.ts";
import { startOf } from "../formats/yaml_fields.ts";
import type { Manifest, ManifestFile } from "./manifest.ts";
import * as problem from "./manifest_diagnostics.ts";

/** A file of a dataset, open. */
export interface ManifestPart extends ManifestFile, CsvFile {}

/** The frame of a dataset, and which of its rows are given as which part. */
export interface ManifestFrame {
  readonly frame: Frame;
  readonly parts?: Parts;
}

/**
 * The frame that a manifest describes: its features and targets alone.
 * @throws {Stopped} With every mistake of the first phase that finds one: the files, their columns, the
 * parts and missing values.
 */
export function frameOfManifest(
  manifest: Manifest,
  files: readonly ManifestPart[],
  report: Report,
): ManifestFrame {
  const frames = files.map((file) => frameOfFile(manifest, file, report));
  checkSameColumns(frames, { files, report });
  checkColumns(frames[0], manifest, report);
  const whole = joinFrames(frames);
  const owners = ownersOf(manifest, { whole, frames, files, report });
  const { partColumn } = manifest;
  const frame = partColumn ? withoutColumns(whole, [partColumn.value]) : whole;
  const kept = rowsKept(frame, manifest, report);
  const parts = owners && partsOf(owners, kept);
  if ((parts ? parts.train : kept).length === 0) {
    const span = partColumn?.span ?? startOf(manifest.span);
    report.fail(problem.noTrainingRows(span, frame.rows - kept.length));
  }
  return {
    frame: kept.length === frame.rows ? frame : selectRows(frame, kept),
    ...(parts && { parts }),
  };
}

/** A file's frame, without the column that counts its rows. */
function frameOfFile(manifest: Manifest, file: ManifestPart, report: Report): CsvFrame {
  const { csv, missing } = manifest;
  const index = csv.index_column?.value;
  const isIndex = (name: string, place: number) => index === name || index === place + 1;
  const frame = readCsv(file, {
    separator: csv.separator?.value,
    comment: csv.comment?.value,
    hasHeader: csv.header?.value,
    names: csv.names?.value.map(({ value }) => value),
    skippedLines: csv.skip_rows?.value,
    rows: csv.rows?.value,
    // Asked only where the manifest names the columns.
    describeNameCount: (count, columns) => problem.wrongNameCount(count, columns, csv.names!.span),
    indexPlace: typeof index === "number" ? index - 1 : undefined,
    missing,
    roleOf: (name, place) => isIndex(name, place) ? "skip" : roleOf(name, manifest),
  }, report);
  checkIndex(frame, manifest, report);
  return { ...frame, header: frame.header.filter((name, place) => !isIndex(name, place)) };
}

function roleOf(name: string, { columns, target, partColumn }: Manifest): CsvRole {
  if (name === partColumn?.value) return "words";
  if (target.value.some(({ value }) => value === name)) return "any";
  const type = columns.find(({ key }) => key.value === name)?.value.name;
  if (type === "ignore") return "skip";
  return type === "category" || type === "ordinal" ? "words" : "any";
}

function checkIndex({ name, header }: CsvFrame, { csv }: Manifest, report: Report): void {
  if (!csv.index_column) return;
  const { value, span } = csv.index_column;
  if (typeof value === "number") {
    if (value > header.length) report.fail(problem.noSuchColumn(value, header.length, span));
  } else if (!header.includes(value)) {
    report.fail(unknownColumn(value, { span, place: name, columns: header }));
  }
}

interface Files {
  readonly files: readonly ManifestPart[];
  readonly report: Report;
}

function checkSameColumns(frames: readonly CsvFrame[], { files, report }: Files): void {
  const headerOf = ({ header }: CsvFrame) => JSON.stringify(header);
  const mistakes = new TableMistakes();
  for (const [at, frame] of frames.entries()) {
    if (headerOf(frame) === headerOf(frames[0])) continue;
    const { name, path } = files[at];
    mistakes.add(() => problem.differentColumns(name, files[0].name, path.span));
  }
  mistakes.stopIfAny(report);
}

/** Every column that the manifest names must be there. */
function checkColumns(
  { name: place, header }: CsvFrame,
  { columns, target, partColumn }: Manifest,
  report: Report,
): void {
  const mistakes = new TableMistakes();
  const named = [
    ...columns.map(({ key }) => key),
    ...target.value,
    ...(partColumn ? [partColumn] : []),
  ];
  for (const { value, span } of named.toSorted((one, other) => one.span.start - other.span.start)) {
    if (header.includes(value)) continue;
    mistakes.add(() => unknownColumn(value, { span, place, columns: header }));
  }
  mistakes.stopIfAny(report);
}

interface WholeFrame extends Files {
  readonly whole: Frame;
  readonly frames: readonly Frame[];
}

/** The part of each row; `undefined` where the dataset comes in one part. */
function ownersOf(
  { partColumn }: Manifest,
  { whole, frames, files, report }: WholeFrame,
): readonly PartName[] | undefined {
  if (partColumn) return ownersIn(whole, partColumn.value, report);
  if (files[0].part === undefined) return undefined;
  // Either all files name a part or none does.
  return frames.flatMap(({ rows }, at) => Array<PartName>(rows).fill(files[at].part!));
}

function ownersIn(frame: Frame, name: string, report: Report): readonly PartName[] {
  // That the column is there was checked before.
  const { codes, words } = asWords(frame, tabular(columnOf(frame, name)!));
  const mistakes = new TableMistakes();
  const named = words.map((word) => partNames.find((part) => part === word));
  const owners = Array.from(codes, (code, row) => {
    const part = named[code];
    if (!part) {
      mistakes.add(() =>
        problem.unknownPartName(frame.textOf(row, name).trim(), frame.placeOf(row, name))
      );
    }
    return part ?? "train";
  });
  mistakes.stopIfAny(report);
  return owners;
}

/** The rows without a missing value. Empty cells are left to those who read numbers or classes. */
function rowsKept(frame: Frame, { missingRows }: Manifest, report: Report): Int32Array {
  const rows = allRows(frame.rows);
  const lacking = frame.columns.map(tabular).filter((column) => missingCount(column) > 0);
  if (missingRows === "drop") {
    return rows.filter((row) => !lacking.some((column) => isMissing(column, row)));
  }
  const mistakes = new TableMistakes();
  for (const { name, marked } of lacking) {
    for (const row of rows.filter((row) => marked?.has(row))) {
      mistakes.add(() =>
        problem.markedMissing(frame.textOf(row, name).trim(), frame.placeOf(row, name))
      );
    }
  }
  mistakes.stopIfAny(report);
  return rows;
}

function partsOf(owners: readonly PartName[], kept: Int32Array): Parts {
  const rowsOf = (part: PartName) => allRows(kept.length).filter((at) => owners[kept[at]] === part);
  return { train: rowsOf("train"), valid: rowsOf("valid"), test: rowsOf("test") };
}
