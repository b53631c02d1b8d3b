import type { TargetDomain } from "../../compiler/losses/loss.ts";
import type { TargetKind } from "../../compiler/schema/schema.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { Report } from "../../dsl/text/report.ts";
import { type ClassTarget, classTarget, repeatedClasses } from "./classes.ts";
import { guessType, type SaidType } from "./column_type.ts";
import {
  isMissing,
  missingCount,
  type NumberColumn,
  type TableColumn,
  tabular,
  valueAt,
} from "./column.ts";
import { emptyColumn, noFeatures, unfitTargets } from "./data_diagnostics.ts";
import { headerContinued, headerOfData, headerRepeated, rowOfTotals } from "./row_diagnostics.ts";
import {
  columnSchema,
  type FeatureColumn,
  featureColumn,
  imageFeature,
} from "./feature_columns.ts";
import { columnOf, type Frame } from "./frame.ts";
import { imagesAs, imagesNotAlone, notImages } from "./image_diagnostics.ts";
import { furtherHeaders, totalRows } from "./odd_rows.ts";
import { repeatedHeaders } from "./repeated_header.ts";
import { isFloat32, isNumeric, numericColumn } from "./numeric_column.ts";
import {
  conflictingRoles,
  missingTarget,
  repeatedClass,
  repeatedColumn,
  severalClassTargets,
  textTarget,
  tooFewClasses,
  unknownColumn,
  unwantedClasses,
} from "./stage_diagnostics.ts";
import { type CellsOf, noteOddCells, TableMistakes } from "./table_mistakes.ts";

/** Columns of numbers to predict. */
export interface NumericTarget {
  /** Tells it from classes; indicators are 0 or 1, each column a label of its own. */
  readonly kind: "numeric" | "indicators";
  /** In the order in which the targets were named. */
  readonly columns: readonly NumberColumn[];
}

/** What a model learns to say. */
export type Target = ClassTarget | NumericTarget;

/**
 * A frame made ready: numbers and words for features, classes or numbers for the target.
 *
 * @internal
 */
export interface Dataset {
  /** As shown to people. */
  readonly name: string;
  /** How many rows each column has. */
  readonly rows: number;
  /** The columns that features are made of, in the frame's order. */
  readonly columns: readonly FeatureColumn[];
  /** Absent where no column was named as one. */
  readonly target?: Target;
}

/** How a frame is to be read. */
export interface DatasetOptions {
  /** Names of the target columns; none where rows are only to be predicted. */
  readonly target: readonly string[];
  /** What the loss needs; "any" takes numbers where every cell is one, else classes. */
  readonly want: TargetKind | "any";
  /** Which numbers a target may hold, where the loss takes not every one. */
  readonly domain?: TargetDomain;
  /** Where the target was named. */
  readonly targetSpan?: Span;
  /** All classes of the target in the order of their codes; those in the data unless given. */
  readonly classes?: readonly string[];
  /** Where the classes were listed. */
  readonly classesSpan?: Span;
  /** What was said of columns, by name; guessed for all others. */
  readonly types?: ReadonlyMap<string, SaidType>;
}

interface Reading extends DatasetOptions, CellsOf {}

/**
 * The dataset in a frame: target columns as the loss needs them, all others as features, each of the type
 * that was said or that it looks like.
 * @throws {Stopped} First for target columns that do not fit (E0417 to E0425), then with every
 * mistake of the cells (E0408 to E0416, E0426).
 */
export function datasetFrom(frame: Frame, options: DatasetOptions, report: Report): Dataset {
  const listed = options.classes?.map((name) => name.trim());
  // Listed classes say of a target that could be read either way what it is.
  const want = listed && options.want === "any" && options.target.length > 0
    ? "classes"
    : options.want;
  const reading = { ...options, want, classes: listed, frame, mistakes: new TableMistakes() };
  checkTargetNames(reading);
  checkClasses(reading);
  checkTypes(reading);
  reading.mistakes.stopIfAny(report);
  const toldRows = noteOddRows(reading);
  const dataset = readColumns({ ...reading, toldRows });
  reading.mistakes.stopIfAny(report);
  return dataset;
}

/** Tables are put together of few: a row that comes back more often is no header. */
const mostRepeats = 5;

/** Notes rows that are no data, each kind in one: what is wrong with their cells is not told besides. */
function noteOddRows({ frame, mistakes }: Reading): ReadonlySet<number> {
  const repeated = repeatedHeaders(frame);
  if (repeated.size > Math.max(mostRepeats, frame.rows / 50)) {
    mistakes.add(() => headerOfData({ repeats: repeated.size, rows: frame.rows }, frame.name));
    return new Set();
  }
  const kinds = [
    [repeated, headerRepeated],
    [furtherHeaders(frame), headerContinued],
    [totalRows(frame), rowOfTotals],
  ] as const;
  for (const [rows, describe] of kinds) {
    if (rows.size === 0) continue;
    const places = [...rows].map((row) => frame.placeOf(row, frame.columns[0].name));
    mistakes.add(() => describe(places));
  }
  return new Set(kinds.flatMap(([rows]) => [...rows]));
}

function readColumns(reading: Reading): Dataset {
  const { frame, mistakes, target: targets, types } = reading;
  const features = frame.columns.filter(({ name }) =>
    !targets.includes(name) && types?.get(name)?.type.name !== "ignore"
  );
  const columns = features.flatMap((column): FeatureColumn[] => {
    if (column.kind === "image") {
      return [imageFeature(column, types?.get(column.name)?.type)];
    }
    const type = types?.get(column.name)?.type ?? guessType(column, frame);
    const schema = columnSchema(column, type, frame);
    if (schema && missingCount(column) === frame.rows) {
      mistakes.add(() => emptyColumn(column.name, frame.name));
    }
    return schema ? [featureColumn(column, schema, reading)] : [];
  });
  if (columns.length === 0) mistakes.add(() => noFeatures(frame.name));
  const image = columns.find(({ schema }) => schema.kind === "image")?.schema.name;
  if (image !== undefined && columns.length > 1) {
    const others = columns.map(({ schema }) => schema.name).filter((name) => name !== image);
    mistakes.add(() => imagesNotAlone(image, { others, place: frame.name }));
  }
  // In the order in which the targets were named, not that of the file.
  const named = targets.map((name) => tabular(columnOf(frame, name)!));
  const target = named.length === 0 ? {} : { target: targetFrom(named, reading) };
  return { name: frame.name, rows: frame.rows, columns, ...target };
}

function checkTargetNames({ frame, target, want, targetSpan: span, mistakes }: Reading): void {
  const where = { span, place: frame.name };
  const columns = frame.columns.map((column) => column.name);
  if (target.length === 0 && want !== "any") {
    const usable = columns.filter((name) => columnOf(frame, name)?.kind !== "image");
    mistakes.add(() => missingTarget({ ...where, columns: usable }));
  }
  if (target.length > 1 && want === "classes") {
    mistakes.add(() => severalClassTargets(target, where));
  }
  for (const name of new Set(target)) {
    const count = target.filter((each) => each === name).length;
    if (count > 1) mistakes.add(() => repeatedColumn(name, where));
    if (!columns.includes(name)) mistakes.add(() => unknownColumn(name, { ...where, columns }));
    if (columnOf(frame, name)?.kind === "image") {
      mistakes.add(() => imagesAs(name, { role: "the target", ...where }));
    }
  }
}

function checkClasses(
  { classes, target, want, frame, mistakes, classesSpan: span }: Reading,
): void {
  if (!classes) return;
  const where = { span, place: frame.name };
  if (target.length === 0) mistakes.add(() => unwantedClasses("no column is named as one", where));
  if (want === "numeric" || want === "indicators") {
    mistakes.add(() => unwantedClasses("this loss needs numbers", where));
  }
  if (classes.length < 2) mistakes.add(() => tooFewClasses(classes.length, where));
  for (const name of new Set(repeatedClasses(classes))) {
    mistakes.add(() => repeatedClass(name, where));
  }
}

/** What is said of a column must be of one that is there, and a target is a target. */
function checkTypes({ types, target, frame, mistakes }: Reading): void {
  const columns = frame.columns.map((column) => column.name);
  for (const [name, { type, span }] of types ?? []) {
    const where = { span, place: frame.name };
    if (target.includes(name) && type.name === "ignore") {
      mistakes.add(() => conflictingRoles(name, ["the target", "ignored"], where));
    }
    if (!columns.includes(name)) mistakes.add(() => unknownColumn(name, { ...where, columns }));
    const isImage = columnOf(frame, name)?.kind === "image";
    if (isImage && type.name !== "ignore" && type.name !== "image") {
      mistakes.add(() => imagesAs(name, { role: `a column of type ${type.name}`, ...where }));
    }
    if (type.name === "image" && columns.includes(name) && !isImage) {
      mistakes.add(() => notImages(name, where));
    }
  }
}

function targetFrom(columns: readonly TableColumn[], reading: Reading): Target {
  const { frame, want, targetSpan: span, classes } = reading;
  const isClasses = want === "classes" ||
    want === "any" && columns.length === 1 && !isNumeric(columns[0], frame);
  if (isClasses) return classTarget(columns[0], { ...reading, listed: classes });
  const describeText = (column: { name: string; sample: string }) =>
    textTarget(column, { span, place: frame.name });
  return {
    kind: want === "indicators" ? want : "numeric",
    columns: columns.map((column) => {
      const read = numericColumn(column, { ...reading, describeText });
      noteOutside(read, reading);
      return read;
    }),
  };
}

/** Numbers that the loss does not take; what is no number was noted before. */
function noteOutside(column: NumberColumn, reading: Reading): void {
  const { domain } = reading;
  if (!domain) return;
  noteOddCells(reading, column.name, {
    isOdd(row) {
      const value = valueAt(column, row);
      return !isMissing(column, row) && isFloat32(value) && !domain.has(value);
    },
    describe: (odd) => unfitTargets(odd, domain.what),
  });
}
