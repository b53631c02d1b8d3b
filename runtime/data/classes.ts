import { emptyColumn, missingValue, singleClass } from "./data_diagnostics.ts";
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

/**
 * The classes of a column, in the order of NumPy's `unique`: by value where all are numbers (1 and
 * 1.0 are then one class, named as first written), else by code point. Blanks around a name do
 * not count. Empty cells and a column with one class are noted in `problems`.
 */
export function classTarget(
  column: TableColumn,
  { table, problems }: { table: Table; problems: Problems },
): ClassTarget {
  const labels = column.cells.map((cell) => cell.trim());
  const { name } = column;
  noteMissing(labels, { name, table, problems });
  const present = [...new Set(labels)].filter((label) => label !== "");
  const keyOf = present.every(isExactNumber) ? Number : String;
  const first = new Map<number | string, string>();
  for (const label of present) {
    if (!first.has(keyOf(label))) first.set(keyOf(label), label);
  }
  const keys = [...first.keys()].sort(compareKeys);
  const classes = keys.map((key) => first.get(key)!);
  if (classes.length === 1) {
    problems.add(() => singleClass({ name, class: classes[0] }, table.name));
  }
  const codeOf = new Map(keys.map((key, code) => [key, code]));
  const codes = Int32Array.from(labels, (label) => codeOf.get(keyOf(label)) ?? -1);
  return { kind: "classes", name, classes, codes };
}

function noteMissing(
  labels: readonly string[],
  { name, table, problems }: { name: string; table: Table; problems: Problems },
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
