import { type PartName, partNames } from "../../dsl/language/pipeline.ts";
import type { Report } from "../../dsl/text/report.ts";
import { tabular } from "../data/column.ts";
import { asWords, columnOf, type Frame, joinFrames, withoutColumns } from "../data/frame.ts";
import { allRows } from "../data/gather.ts";
import type { Parts } from "../data/parts.ts";
import { unknownColumn } from "../data/stage_diagnostics.ts";
import { TableMistakes } from "../data/table_mistakes.ts";
import type { ColumnType } from "../data/column_type.ts";
import type { CsvFile, CsvFrame } from "../formats/csv_frame.ts";
import { readCsvFile } from "./csv_file.ts";
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
  const parts = owners && partsOf(owners);
  if ((parts ? parts.train.length : frame.rows) === 0) {
    report.fail(problem.noTrainingRows(partColumn?.span ?? startOf(manifest.span)));
  }
  return { frame, ...(parts && { parts }) };
}

function frameOfFile(manifest: Manifest, file: ManifestPart, report: Report): CsvFrame {
  const { csv, columns, missing, partColumn } = manifest;
  const named = (...types: readonly ColumnType["name"][]) =>
    columns.filter(({ value }) => types.includes(value.name)).map(({ key }) => key.value);
  const options = { ...csv.arguments, na_values: missing };
  const words = [...named("category", "ordinal"), ...partColumn ? [partColumn.value] : []];
  return readCsvFile(file, {
    options,
    ignored: named("ignore"),
    words,
    describeNameCount: (count, columns) =>
      problem.wrongNameCount(count, columns, csv.argumentSpans.names ?? csv.span),
  }, report);
}

interface Files {
  readonly files: readonly ManifestPart[];
  readonly report: Report;
}

function checkSameColumns(frames: readonly CsvFrame[], { files, report }: Files): void {
  const headerOf = ({ header }: CsvFrame) => JSON.stringify(header.toSorted());
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
  // One mistake a word, at the first row that has it.
  for (const [code, word] of words.entries()) {
    if (named[code]) continue;
    mistakes.add(() => problem.unknownPartName(word, frame.placeOf(codes.indexOf(code), name)));
  }
  const gap = codes.indexOf(-1);
  if (gap >= 0) mistakes.add(() => problem.unknownPartName("", frame.placeOf(gap, name)));
  mistakes.stopIfAny(report);
  return Array.from(codes, (code) => named[code] ?? "train");
}

function partsOf(owners: readonly PartName[]): Parts {
  const rowsOf = (part: PartName) => allRows(owners.length).filter((row) => owners[row] === part);
  return { train: rowsOf("train"), valid: rowsOf("valid"), test: rowsOf("test") };
}
