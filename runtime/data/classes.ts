import { emptyColumn, missingValue, singleClass, unlistedClass } from "./data_diagnostics.ts";
import { parseNumber } from "./numeric_column.ts";
import type { Problems } from "./problems.ts";
import type { Table, TableColumn } from "./table.ts";

/** A column of classes: their names in order, and for each row the index of its class. */
export interface ClassTarget {
  /** Tells them from numbers. */
  readonly kind: "classes";
  /** The column, as in the header. */
  readonly name: string;
  /** The names of the classes, in order. */
  readonly classes: readonly string[];
  /** [rows], in 0..classes.length - 1. */
  readonly codes: Int32Array;
}

interface Reading {
  readonly table: Table;
  readonly problems: Problems;
  /** All classes in the order of their codes, seen or not; those in the column unless given. */
  readonly listed?: readonly string[];
}

/**
 * The classes of a column: those listed, else those found, in the order of NumPy's `unique`: by
 * value where all are numbers, else by code point. Where all are numbers, 1 and 1.0 are one class,
 * named as first written. Blanks around a name do not count. Empty cells, labels that are not
 * listed, and a column with one class where none are listed are noted in `problems`.
 */
export function classTarget(column: TableColumn, reading: Reading): ClassTarget {
  const { table, problems, listed } = reading;
  const labels = column.cells.map((cell) => cell.trim());
  const { name } = column;
  noteMissing(labels, { name, table, problems });
  const keyOf = keysFor(listed ?? labels.filter((label) => label !== ""));
  const classes = listed ?? sortedClasses(labels, keyOf);
  if (!listed && classes.length === 1) {
    problems.add(() => singleClass({ name, class: classes[0] }, table.name));
  }
  const codeOf = new Map(classes.map((label, code) => [keyOf(label), code]));
  const codes = Int32Array.from(labels, (label) => codeOf.get(keyOf(label)) ?? -1);
  noteUnlisted({ name, labels, classes, codes }, reading);
  return { kind: "classes", name, classes, codes };
}

/** What makes a label the same as another: its value where all `names` are numbers. */
type KeyOf = (label: string) => number | string;

function keysFor(names: readonly string[]): KeyOf {
  return names.every(isExactNumber) ? (label) => parseNumber(label) ?? label : String;
}

/** The names that mean the same class as an earlier one. */
export function repeatedClasses(names: readonly string[]): readonly string[] {
  const keys = names.map(keysFor(names));
  return names.filter((_, at) => keys.indexOf(keys[at]) < at);
}

function sortedClasses(labels: readonly string[], keyOf: KeyOf): readonly string[] {
  const first = new Map<number | string, string>();
  for (const label of labels) {
    if (label !== "" && !first.has(keyOf(label))) first.set(keyOf(label), label);
  }
  return [...first.keys()].sort(compareKeys).map((key) => first.get(key)!);
}

/** Names in the order of classes: by value where all are numbers, else by code point. */
export function sortedNames(names: readonly string[]): readonly string[] {
  const keyOf = keysFor(names);
  return names.toSorted((one, other) =>
    compareKeys(keyOf(one), keyOf(other)) || compareCodePoints(one, other)
  );
}

/** One problem a label, at the first row that has it. */
function noteUnlisted(
  { name, labels, classes, codes }: {
    readonly name: string;
    readonly labels: readonly string[];
    readonly classes: readonly string[];
    readonly codes: Int32Array;
  },
  { table, problems }: Reading,
): void {
  const noted = new Set([""]);
  for (const [row, label] of labels.entries()) {
    if (codes[row]! >= 0 || noted.has(label)) continue;
    noted.add(label);
    problems.add(() => unlistedClass(label, { classes, place: table.placeOf(row, name) }));
  }
}

/** Empty cells; a column of them is one problem. */
export function noteMissing(
  labels: readonly string[],
  { name, table, problems }: Reading & { readonly name: string },
): void {
  if (labels.every((label) => label === "")) {
    return problems.add(() => emptyColumn(name, table.name));
  }
  for (const [row, label] of labels.entries()) {
    if (label === "") problems.add(() => missingValue(table.placeOf(row, name)));
  }
}

/** Whether the label is a number that stays itself: long identifiers must not fall together. */
function isExactNumber(label: string): boolean {
  const value = parseNumber(label);
  return value !== undefined && Number.isFinite(value) &&
    Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function compareKeys(one: number | string, other: number | string): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return compareCodePoints(String(one), String(other));
}

/** Order by code point; `<` would compare UTF-16 units and put "😀" before "ﬁ". */
function compareCodePoints(one: string, other: string): number {
  const [left, right] = [[...one], [...other]];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at < 0 || right[at] === undefined) return left.length - right.length;
  return left[at].codePointAt(0)! - right[at].codePointAt(0)!;
}
