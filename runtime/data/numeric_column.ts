import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import {
  type CategoryColumn,
  isMissing,
  missingCount,
  type NumberColumn,
  type TableColumn,
  valueAt,
} from "./column.ts";
import {
  emptyColumn,
  missingValue,
  notANumber,
  numberOutOfRange,
  textFeature,
} from "./data_diagnostics.ts";
import { parseNumber } from "./decimal_reader.ts";
import type { CellsOf } from "./table_mistakes.ts";
import { numbersOf } from "./words.ts";

/** Whether no cell of the column is a number, and at least one says something else. */
function isText(column: TableColumn): boolean {
  return column.kind === "category" && column.words.length > 0 &&
    column.words.every((word) => parseNumber(word) === undefined);
}

/** Whether the column has values and all of them are numbers; missing ones are passed over. */
export function isNumeric(column: TableColumn): boolean {
  if (column.kind === "number") return missingCount(column) < column.values.length;
  return column.words.length > 0 &&
    column.words.every((word) => parseNumber(word) !== undefined);
}

/** What to say of a column that holds text from top to bottom. */
export type DescribeText = (column: { name: string; sample: string }) => Diagnostic;

/**
 * The numbers of a column. What is no number is noted; a column of text or of nothing is one mistake,
 * not one per row. The numbers mean something only where nothing was noted.
 */
export function numericColumn(
  column: TableColumn,
  options: CellsOf & {
    readonly describeText?: DescribeText;
    /** Whether it is told elsewhere that cells are missing. */
    readonly mayLack?: boolean;
  },
): NumberColumn {
  const { frame, mistakes, describeText = (it) => textFeature(it, frame.name) } = options;
  const { name } = column;
  if (missingCount(column) === frame.rows) mistakes.add(() => emptyColumn(name, frame.name));
  else if (column.kind === "number") noteOddNumbers(column, options);
  else if (isText(column)) mistakes.add(() => describeText({ name, sample: column.words[0] }));
  else noteOddWords(column, options);
  return column.kind === "number" ? column : numbersOf(column);
}

/** Missing numbers, and those that float32 cannot hold. */
function noteOddNumbers(
  column: NumberColumn,
  { frame, mistakes, mayLack }: CellsOf & { readonly mayLack?: boolean },
): void {
  const { name, missing, range: { low, high } } = column;
  if (!missing && isFloat32(low) && isFloat32(high)) return;
  for (let row = 0; row < frame.rows; row++) {
    if (isMissing(column, row)) {
      if (!mayLack) mistakes.add(() => missingValue(frame.placeOf(row, name)));
    } else if (!isFloat32(valueAt(column, row))) {
      mistakes.add(() => numberOutOfRange(frame.textOf(row, name), frame.placeOf(row, name)));
    }
  }
}

/** Missing words, those that are no number, and numbers that float32 cannot hold. */
function noteOddWords(
  { name, codes, words }: CategoryColumn,
  { frame, mistakes, mayLack }: CellsOf & { readonly mayLack?: boolean },
): void {
  const numbers = words.map(parseNumber);
  for (const [row, code] of codes.entries()) {
    const value = numbers[code];
    if (value !== undefined && isFloat32(value) || mayLack && code < 0) continue;
    mistakes.add(() => {
      const place = frame.placeOf(row, name);
      if (code < 0) return missingValue(place);
      const describe = value === undefined ? notANumber : numberOutOfRange;
      return describe(frame.textOf(row, name), place);
    });
  }
}

/** Whether a number is one that float32 can hold, rounded or not. */
export function isFloat32(value: number): boolean {
  return Number.isFinite(Math.fround(value));
}
