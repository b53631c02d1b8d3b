import { sortedNames } from "../data/classes.ts";
import type { TableColumn } from "../data/column.ts";
import { valueAt } from "../data/column.ts";
import { noClassesToStratify } from "./split_diagnostics.ts";
import type { SplitRows } from "./splitter.ts";

/** Which stratum each row is in: the classes of the target, or the values of a column. Fails without classes (E0872). */
export function strataOf(stratify: true | string | boolean, divided: SplitRows): Int32Array {
  if (typeof stratify === "string") return groupsOf(divided.column(stratify));
  return divided.classes ?? divided.report.fail(noClassesToStratify());
}

/** The group of each row, in the order of NumPy's `unique`; a missing value is a group of its own, the last. */
export function groupsOf(column: TableColumn): Int32Array {
  if (column.kind === "category") {
    const sorted = sortedNames(column.words);
    const places = new Map(sorted.map((word, place) => [word, place]));
    const placeOf = column.words.map((word) => places.get(word) ?? 0);
    return column.codes.map((code) => placeOf[code] ?? sorted.length);
  }
  const values = Float64Array.from(
    column.values,
    (_, row) => column.missing?.has(row) ? Infinity : valueAt(column, row),
  );
  const sorted = [...new Set(values)].sort((one, other) => one - other);
  const places = new Map(sorted.map((value, place) => [value, place]));
  // Every value was given a place.
  return Int32Array.from(values, (value) => places.get(value)!);
}
