import { type PartName, partNames } from "../../dsl/language/pipeline.ts";
import type { Report } from "../../dsl/text/report.ts";
import { tabular } from "../data/column.ts";
import { asWords, columnOf, type Frame, joinFrames, withoutColumns } from "../data/frame.ts";
import { allRows } from "../data/gather.ts";
import type { Parts } from "../data/parts.ts";
import { unknownColumn } from "../data/stage_diagnostics.ts";
import { TableMistakes } from "../data/table_mistakes.ts";
import type { ColumnType } from "../data/column_type.ts";
import { startOf } from "../formats/yaml_fields.ts";
import type { FileFrame, FileRequest } from "./file_format.ts";
import type { Manifest } from "./manifest.ts";
import type { ManifestFile } from "./manifest_files.ts";
import * as problem from "./manifest_diagnostics.ts";

/** The frame of a dataset, and which of its rows are given as which part. */
export interface ManifestFrame {
  readonly frame: Frame;
  readonly parts?: Parts;
}

/** A file of a dataset and what it holds. */
export interface ReadFile extends ManifestFile {
  readonly frame: FileFrame;
}

/**
 * The frame that a manifest describes: its features and targets alone.
 * @throws {Stopped} With every mistake of the first phase that finds one: the columns of the files, the
 * parts and missing values.
 */
export function frameOfManifest(
  manifest: Manifest,
  files: readonly ReadFile[],
  report: Report,
): ManifestFrame {
  const frames = files.map(({ frame }) => frame);
  checkSameColumns(frames, { files, report });
  checkColumns(frames[0], manifest, report);
  const whole = joinFrames(frames);
  const owners = ownersOf(manifest, { whole, frames, files, report });
  const { partColumn } = manifest;
  const frame = partColumn ? withoutColumns(whole, [partColumn.value]) : whole;
  const parts = owners ? partsOf(owners) : frames.length === 1 ? frames[0].parts : undefined;
  if ((parts ? parts.train.length : frame.rows) === 0) {
    report.fail(problem.noTrainingRows(partColumn?.span ?? startOf(manifest.span)));
  }
  return { frame, ...(parts && { parts }) };
}

/** What a manifest asks of each of its files. */
export function requestOf(
  { format, columns, target, classes, missing, partColumn }: Manifest,
  { labels }: Pick<FileRequest<unknown>, "labels">,
): FileRequest<Readonly<Record<string, unknown>>> {
  const named = (...types: readonly ColumnType["name"][]) =>
    columns.filter(({ value }) => types.includes(value.name)).map(({ key }) => key.value);
  const isMarked = "na_values" in format.definition.options;
  return {
    options: { ...format.arguments, ...isMarked && { na_values: missing } },
    ...labels && { labels },
    target: target.value.map(({ value }) => value),
    ...classes && { classes: classes.value.map(({ value }) => value) },
    ignored: named("ignore"),
    words: [...named("category", "ordinal"), ...partColumn ? [partColumn.value] : []],
    describeNameCount: (count, columns) =>
      problem.wrongNameCount(count, columns, format.argumentSpans.names ?? format.span),
  };
}

interface Files {
  readonly files: readonly ReadFile[];
  readonly report: Report;
}

function checkSameColumns(frames: readonly FileFrame[], { files, report }: Files): void {
  const headerOf = ({ header }: FileFrame) => JSON.stringify(header.toSorted());
  const mistakes = new TableMistakes();
  for (const [at, frame] of frames.entries()) {
    if (headerOf(frame) === headerOf(frames[0])) continue;
    const { span } = files[at].path;
    mistakes.add(() => problem.differentColumns(frame.name, frames[0].name, span));
  }
  mistakes.stopIfAny(report);
}

/** Every column that the manifest names must be there. */
function checkColumns(
  { name: place, header, targets }: FileFrame,
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
    // The target may be an array, whose columns have names of their own.
    if (header.includes(value) || targets && target.value.some((each) => each.value === value)) {
      continue;
    }
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
