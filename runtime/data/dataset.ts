import type { TargetDomain } from "../../compiler/losses/loss.ts";
import type { TargetKind } from "../../compiler/schema/schema.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { Report } from "../../dsl/text/report.ts";
import { categoryColumn } from "./category_column.ts";
import { type ClassTarget, classTarget, repeatedClasses } from "./classes.ts";
import {
  type CategoryColumn,
  isMissing,
  type NumberColumn,
  type TableColumn,
  tabular,
  valueAt,
} from "./column.ts";
import { noFeatures, unfitTarget } from "./data_diagnostics.ts";
import { columnOf, type Frame } from "./frame.ts";
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
import { type CellsOf, TableMistakes } from "./table_mistakes.ts";

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
  /** Every column that is neither a target nor a category, in the frame's order; all can be float32. */
  readonly numeric: readonly NumberColumn[];
  /** The features that are words, in the frame's order; their words are in order too. */
  readonly categories: readonly CategoryColumn[];
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
  /** Names of the features that are words; none unless given. */
  readonly categories?: readonly string[];
  /** Where those were named. */
  readonly categoriesSpan?: Span;
}

interface Reading extends DatasetOptions, CellsOf {}

/**
 * The dataset in a frame: target columns as the loss needs them, all others as features, numeric
 * unless they are named as categories.
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
  checkCategories(reading);
  reading.mistakes.stopIfAny(report);
  const dataset = readColumns(reading);
  reading.mistakes.stopIfAny(report);
  return dataset;
}

function readColumns(reading: Reading): Dataset {
  const { frame, mistakes, target: targets, categories: words = [] } = reading;
  const features = frame.columns.filter(({ name }) => !targets.includes(name)).map(tabular);
  const isCategory = ({ name }: TableColumn) => words.includes(name);
  const numeric = features.filter((column) => !isCategory(column))
    .map((column) => numericColumn(column, reading));
  const categories = features.filter(isCategory).map((column) => categoryColumn(column, reading));
  if (features.length === 0) mistakes.add(() => noFeatures(frame.name));
  // In the order in which the targets were named, not that of the file.
  const columns = targets.map((name) => tabular(columnOf(frame, name)!));
  const target = columns.length === 0 ? {} : { target: targetFrom(columns, reading) };
  return { name: frame.name, rows: frame.rows, numeric, categories, ...target };
}

function checkTargetNames({ frame, target, want, targetSpan: span, mistakes }: Reading): void {
  const where = { span, place: frame.name };
  const columns = frame.columns.map((column) => column.name);
  if (target.length === 0 && want !== "any") {
    mistakes.add(() => missingTarget({ ...where, columns }));
  }
  if (target.length > 1 && want === "classes") {
    mistakes.add(() => severalClassTargets(target, where));
  }
  for (const name of new Set(target)) {
    const count = target.filter((each) => each === name).length;
    if (count > 1) mistakes.add(() => repeatedColumn(name, where));
    if (!columns.includes(name)) mistakes.add(() => unknownColumn(name, { ...where, columns }));
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

function checkCategories(
  { categories = [], target, frame, mistakes, categoriesSpan: span }: Reading,
): void {
  const where = { span, place: frame.name };
  const columns = frame.columns.map((column) => column.name);
  for (const name of new Set(categories)) {
    const count = categories.filter((each) => each === name).length;
    if (count > 1) mistakes.add(() => repeatedColumn(name, where));
    if (target.includes(name)) {
      mistakes.add(() => conflictingRoles(name, ["the target", "a category"], where));
    }
    if (!columns.includes(name)) mistakes.add(() => unknownColumn(name, { ...where, columns }));
  }
}

function targetFrom(columns: readonly TableColumn[], reading: Reading): Target {
  const { frame, want, targetSpan: span, classes } = reading;
  const isClasses = want === "classes" ||
    want === "any" && columns.length === 1 && !isNumeric(columns[0]);
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
function noteOutside(column: NumberColumn, { domain, frame, mistakes }: Reading): void {
  if (!domain) return;
  for (let row = 0; row < frame.rows; row++) {
    const value = valueAt(column, row);
    if (isMissing(column, row) || !isFloat32(value) || domain.has(value)) {
      continue;
    }
    mistakes.add(() =>
      unfitTarget(frame.textOf(row, column.name), domain.what, frame.placeOf(row, column.name))
    );
  }
}
