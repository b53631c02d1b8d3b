import {
  type CategoryColumn,
  isMissing,
  type NumberColumn,
  type TableColumn,
  valueAt,
} from "./column.ts";
import { alikeKey } from "./alike.ts";
import { singleClass, unlistedClass } from "./data_diagnostics.ts";
import { parseNumber } from "./decimal_reader.ts";
import { asWords } from "./frame.ts";
import { noteMissing } from "./missing_cells.ts";
import type { CellsOf } from "./table_mistakes.ts";

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

interface ClassCells extends CellsOf {
  /** All classes in the order of their codes, seen or not; those in the column unless given. */
  readonly listed?: readonly string[];
}

/**
 * The classes of a column: those listed, else those found, in the order of NumPy's `unique`: by
 * value where all are numbers, else by code point. Where all are numbers, 1 and 1.0 are one class,
 * named as first written. Blanks around a name do not count, and a label that is like one listed class is
 * that. Missing cells, labels that are not
 * listed, and a column with one class where none are listed are noted.
 */
export function classTarget(column: TableColumn, cells: ClassCells): ClassTarget {
  const { frame, mistakes, listed } = cells;
  const { name } = column;
  noteMissing(column, cells);
  const found = column.kind === "number" ? classesOfNumbers(column, cells) : undefined;
  const { classes, codes } = found ?? classesOfWords(asWords(frame, column), cells);
  if (!listed && classes.length === 1) {
    mistakes.add(() => singleClass({ name, class: classes[0] }, frame.name));
  }
  return { kind: "classes", name, classes, codes };
}

type Classes = Pick<ClassTarget, "classes" | "codes">;

/** Classes by value; `undefined` where the texts of the cells decide what is the same. */
function classesOfNumbers(
  column: NumberColumn,
  { frame, listed }: ClassCells,
): Classes | undefined {
  const { name, range: { low, high } } = column;
  if (!isExact(low) || !isExact(high) || !(listed ?? []).every(isExactNumber)) return undefined;
  const firstRows = firstRowsOf(column);
  const values = listed?.map(Number) ?? [...firstRows.keys()].sort((one, other) => one - other);
  const codeOf = new Map(values.map((value, code) => [value, code]));
  // Which labels are not listed, the texts say.
  if ([...firstRows.keys()].some((value) => !codeOf.has(value))) return undefined;
  const codes = Int32Array.from(
    column.values,
    // Every value of the column was given a code.
    (_, row) => isMissing(column, row) ? -1 : codeOf.get(valueAt(column, row))!,
  );
  return {
    // Every value was seen in a row.
    classes: listed ?? values.map((value) => frame.textOf(firstRows.get(value)!, name).trim()),
    codes,
  };
}

/** The different numbers of a column, each with the first row that has it. */
function firstRowsOf(column: NumberColumn): ReadonlyMap<number, number> {
  const rows = new Map<number, number>();
  for (let row = 0; row < column.values.length; row++) {
    const value = valueAt(column, row);
    if (!isMissing(column, row) && !rows.has(value)) rows.set(value, row);
  }
  return rows;
}

function classesOfWords(
  { name, codes, words }: CategoryColumn,
  { frame, mistakes, listed }: ClassCells,
): Classes {
  const keyOf = keysFor(listed ?? words);
  const classes = listed ?? sortedClasses(words, keyOf);
  const codeOf = new Map(classes.map((label, code) => [keyOf(label), code]));
  const likeOf = listed ? alikeCodes(listed) : new Map<string, number>();
  const classOf = words.map((word) => codeOf.get(keyOf(word)) ?? likeOf.get(alikeKey(word)) ?? -1);
  // One mistake a label, at the first row that has it.
  for (const [code, word] of words.entries()) {
    if (classOf[code] >= 0) continue;
    mistakes.add(() => {
      const place = frame.placeOf(codes.indexOf(code), name);
      return unlistedClass(word, { classes, place });
    });
  }
  return { classes, codes: codes.map((code) => classOf[code] ?? -1) };
}

/** The listed classes by what words that are like them have in common; none where two are alike. */
function alikeCodes(listed: readonly string[]): ReadonlyMap<string, number> {
  const codes = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [code, name] of listed.entries()) {
    const key = alikeKey(name);
    if (codes.has(key)) repeated.add(key);
    codes.set(key, code);
  }
  for (const key of repeated) codes.delete(key);
  return codes;
}

/** What makes a label the same as another: its value where all `names` are numbers. */
type KeyOf = (label: string) => number | string;

function keysFor(names: readonly string[]): KeyOf {
  return names.every(isExactNumber) ? (label) => parseNumber(label) ?? label : String;
}

/** The names that mean the same class as an earlier one. */
export function repeatedClasses(names: readonly string[]): readonly string[] {
  const seen = new Set<number | string>();
  const keyOf = keysFor(names);
  return names.filter((name) => {
    const key = keyOf(name);
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated;
  });
}

/** @param labels In the order of their first rows. */
function sortedClasses(labels: readonly string[], keyOf: KeyOf): readonly string[] {
  const first = new Map<number | string, string>();
  for (const label of labels) if (!first.has(keyOf(label))) first.set(keyOf(label), label);
  return [...first.keys()].sort(compareKeys).map((key) => first.get(key)!); // its own keys
}

/** Names in the order of classes: by value where all are numbers, else by code point. */
export function sortedNames(names: readonly string[]): readonly string[] {
  const keyOf = keysFor(names);
  return names.toSorted((one, other) =>
    compareKeys(keyOf(one), keyOf(other)) || compareCodePoints(one, other)
  );
}

/** Whether the label is a number that stays itself: long identifiers must not fall together. */
function isExactNumber(label: string): boolean {
  const value = parseNumber(label);
  return value !== undefined && isExact(value);
}

function isExact(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
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
  return left[at].codePointAt(0)! - right[at].codePointAt(0)!; // letters have code points
}
