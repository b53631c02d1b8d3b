import type { TargetDomain } from "../../compiler/losses/loss.ts";
import type { TargetKind } from "../../compiler/schema/schema.ts";
import type { Span } from "../../dsl/text/span.ts";
import { type CategoryColumn, categoryColumn } from "./category_column.ts";
import { type ClassTarget, classTarget, repeatedClasses } from "./classes.ts";
import { noFeatures, unfitTarget } from "./data_diagnostics.ts";
import { isNumeric, type NumericColumn, numericColumn } from "./numeric_column.ts";
import { Problems } from "./problems.ts";
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
import type { Table, TableColumn } from "./table.ts";

export type { CategoryColumn, ClassTarget, NumericColumn };

/** Columns of numbers to predict. */
export interface NumericTarget {
  /** Tells it from classes; indicators are 0 or 1, each column a label of its own. */
  readonly kind: "numeric" | "indicators";
  /** In the order in which the targets were named. */
  readonly columns: readonly NumericColumn[];
}

/** What a model learns to say. */
export type Target = ClassTarget | NumericTarget;

/** A table made ready: numbers and words for features, classes or numbers for the target. */
export interface Dataset {
  /** As shown to people. */
  readonly name: string;
  /** How many rows each column has. */
  readonly rows: number;
  /** Every column that is neither a target nor a category, in the table's order. */
  readonly numeric: readonly NumericColumn[];
  /** The features that are words, in the table's order. */
  readonly categories: readonly CategoryColumn[];
  /** Absent where no column was named as one. */
  readonly target?: Target;
}

/** How a table is to be read. */
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

interface Reading extends DatasetOptions {
  readonly table: Table;
  readonly problems: Problems;
}

/**
 * The dataset in a table: target columns as the loss needs them, all others as features, numeric
 * unless they are named as categories.
 * @throws {PenstockError} First for target columns that do not fit (E0417 to E0425), then with
 * every problem of the cells (E0408 to E0416, E0426).
 */
export function datasetFrom(table: Table, options: DatasetOptions): Dataset {
  const problems = new Problems();
  const listed = options.classes?.map((name) => name.trim());
  // Listed classes say of a target that could be read either way what it is.
  const want = listed && options.want === "any" && options.target.length > 0
    ? "classes"
    : options.want;
  const reading = { ...options, want, classes: listed, table, problems };
  checkTargetNames(reading);
  checkClasses(reading);
  checkCategories(reading);
  problems.throwIfAny();
  const features = table.columns.filter(({ name }) => !options.target.includes(name));
  const isCategory = ({ name }: TableColumn) => options.categories?.includes(name) ?? false;
  const numeric = features.filter((column) => !isCategory(column))
    .map((column) => numericColumn(column, { table, problems }));
  const categories = features.filter(isCategory)
    .map((column) => categoryColumn(column, { table, problems }));
  if (features.length === 0) problems.add(() => noFeatures(table.name));
  // In the order in which the targets were named, not that of the file.
  const columns = options.target.map((name) => table.columns.find((each) => each.name === name)!);
  const target = columns.length === 0 ? {} : { target: targetFrom(columns, reading) };
  problems.throwIfAny();
  return { name: table.name, rows: table.rows, numeric, categories, ...target };
}

function checkTargetNames({ table, target, want, targetSpan: span, problems }: Reading): void {
  const where = { span, place: table.name };
  const columns = table.columns.map((column) => column.name);
  if (target.length === 0 && want !== "any") {
    problems.add(() => missingTarget({ ...where, columns }));
  }
  if (target.length > 1 && want === "classes") {
    problems.add(() => severalClassTargets(target, where));
  }
  for (const name of new Set(target)) {
    const count = target.filter((each) => each === name).length;
    if (count > 1) problems.add(() => repeatedColumn(name, where));
    if (!columns.includes(name)) problems.add(() => unknownColumn(name, { ...where, columns }));
  }
}

function checkClasses(
  { classes, target, want, table, problems, classesSpan: span }: Reading,
): void {
  if (!classes) return;
  const where = { span, place: table.name };
  if (target.length === 0) problems.add(() => unwantedClasses("no column is named as one", where));
  if (want === "numeric" || want === "indicators") {
    problems.add(() => unwantedClasses("this loss needs numbers", where));
  }
  if (classes.length < 2) problems.add(() => tooFewClasses(classes.length, where));
  for (const name of new Set(repeatedClasses(classes))) {
    problems.add(() => repeatedClass(name, where));
  }
}

function checkCategories(
  { categories = [], target, table, problems, categoriesSpan: span }: Reading,
): void {
  const where = { span, place: table.name };
  const columns = table.columns.map((column) => column.name);
  for (const name of new Set(categories)) {
    const count = categories.filter((each) => each === name).length;
    if (count > 1) problems.add(() => repeatedColumn(name, where));
    if (target.includes(name)) {
      problems.add(() => conflictingRoles(name, ["the target", "a category"], where));
    }
    if (!columns.includes(name)) problems.add(() => unknownColumn(name, { ...where, columns }));
  }
}

function targetFrom(columns: readonly TableColumn[], reading: Reading): Target {
  const { table, want, targetSpan: span, classes, problems } = reading;
  const isClasses = want === "classes" ||
    want === "any" && columns.length === 1 && !isNumeric(columns[0]);
  if (isClasses) return classTarget(columns[0], { table, problems, listed: classes });
  const describeText = (column: { name: string; sample: string }) =>
    textTarget(column, { span, place: table.name });
  return {
    kind: want === "indicators" ? want : "numeric",
    columns: columns.map((column) => {
      const read = numericColumn(column, { table, problems, describeText });
      noteOutside(read, column, reading);
      return read;
    }),
  };
}

/** Numbers that the loss does not take; what is no number was noted before. */
function noteOutside(
  { name, values }: NumericColumn,
  { cells }: TableColumn,
  { domain, table, problems }: Reading,
): void {
  if (!domain) return;
  for (const [row, value] of values.entries()) {
    if (Number.isNaN(value) || domain.has(value)) continue;
    problems.add(() => unfitTarget(cells[row]!, domain.what, table.placeOf(row, name)));
  }
}
