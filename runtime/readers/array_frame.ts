import type { Report } from "../../dsl/text/report.ts";
import type { Column, TableColumn } from "../data/column.ts";
import type { Frame } from "../data/frame.ts";
import { memoryFrame } from "../data/memory_frame.ts";
import { parseNumber } from "../data/decimal_reader.ts";
import { columnsOfArray } from "../formats/array_columns.ts";
import type { NumpyArray } from "../formats/numpy_array.ts";
import { type ArrayFile, differentLengths, labelOutOfRange } from "./array_diagnostics.ts";

/** An array and what its columns are called. */
export interface NamedArray {
  readonly name: string;
  readonly array: NumpyArray;
  /** What the file is called that it is from. */
  readonly from: string;
}

/** Arrays of one file, or of a file and that of its labels. */
export interface ArrayFrameOptions {
  readonly features: readonly NamedArray[];
  readonly targets: readonly NamedArray[];
  /** What the labels 0, 1, ... are called, where that is said. */
  readonly classes?: readonly string[];
}

/** Arrays side by side. Fails where they are of different lengths (E0832) or a label is none (E0831). */
export function arrayFrame(
  file: ArrayFile,
  { features, targets, classes }: ArrayFrameOptions,
  report: Report,
): { readonly frame: Frame; readonly targets: readonly string[] } {
  const all = [...features, ...targets];
  const rows = rowsOf(all[0]);
  if (all.some((each) => rowsOf(each) !== rows)) {
    report.fail(
      differentLengths(file, all.map((each) => [each.name, rowsOf(each)] as const)),
    );
  }
  const learnt = targets.flatMap(({ name, array, from }) =>
    columnsOfArray(name, array).map((column) => withClasses(column, { from, classes, report }))
  );
  const columns = [
    ...features.flatMap(({ name, array }) => columnsOfArray(name, array)),
    ...learnt,
  ];
  return {
    frame: memoryFrame(file.name, columns, { rows }),
    targets: learnt.map(({ name }) => name),
  };
}

function rowsOf({ array: { shape } }: NamedArray): number {
  return shape[0] ?? 1;
}

interface Naming {
  /** What the file is called that they are from. */
  readonly from: string;
  readonly classes: readonly string[] | undefined;
  readonly report: Report;
}

/** Labels that are places in a list of names, as those names. */
export function withClasses(column: Column, { from, classes, report }: Naming): Column {
  if (column.kind !== "number" || !classes || classes.some(isNumber)) return column;
  return namedLabels(column, { from, classes, report });
}

function namedLabels(
  { name, values, missing }: TableColumn & { readonly kind: "number" },
  { from, classes, report }: Naming & { readonly classes: readonly string[] },
): TableColumn {
  const codes = Int32Array.from(values, (label, row) => {
    if (missing?.has(row)) return -1;
    if (Number.isInteger(label) && label >= 0 && label < classes.length) return label;
    const place = `${from}, row ${row + 1}`;
    return report.fail(labelOutOfRange(label, { place, classes: classes.length }));
  });
  return { kind: "category", name, codes, words: classes };
}

function isNumber(text: string): boolean {
  return parseNumber(text) !== undefined;
}
