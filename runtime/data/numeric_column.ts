import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import {
  type CategoryColumn,
  isMissing,
  missingCount,
  type NumberColumn,
  type TableColumn,
  valueAt,
} from "./column.ts";
import { notNumbers, numbersOutOfRange, textFeature } from "./data_diagnostics.ts";
import { noteMissing } from "./missing_cells.ts";
import { parseNumber } from "./decimal_reader.ts";
import type { Frame } from "./frame.ts";
import { type CellsOf, noteOddCells } from "./table_mistakes.ts";
import { numbersOf } from "./words.ts";

type ParseNumber = NonNullable<Frame["parseNumber"]>;

/** Whether no cell of the column is a number, and at least one says something else. */
function isText(column: TableColumn, parse: ParseNumber): boolean {
  return column.kind === "category" && column.words.length > 0 &&
    column.words.every((word) => parse(word) === undefined);
}

/** Whether the column has values and all of them are numbers; missing ones are passed over. */
export function isNumeric(
  column: TableColumn,
  { parseNumber: parse = parseNumber }: Frame,
): boolean {
  if (column.kind === "number") return missingCount(column) < column.values.length;
  return column.words.length > 0 &&
    column.words.every((word) => parse(word) !== undefined);
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
  const { frame, mistakes, mayLack, describeText = (it) => textFeature(it, frame.name) } = options;
  const { name } = column;
  if (!mayLack) noteMissing(column, options);
  if (column.kind === "number") noteOddNumbers(column, options);
  else if (!options.isExcerpt && isText(column, frame.parseNumber ?? parseNumber)) {
    mistakes.add(() => describeText({ name, sample: column.words[0] }));
  } else noteOddWords(column, options);
  return column.kind === "number" ? column : numbersOf(column, frame.parseNumber);
}

/** Numbers that float32 cannot hold. */
function noteOddNumbers(column: NumberColumn, noted: CellsOf): void {
  const { range: { low, high } } = column;
  if (isFloat32(low) && isFloat32(high)) return;
  noteOddCells(noted, column.name, {
    isOdd: (row) => !isMissing(column, row) && !isFloat32(valueAt(column, row)),
    describe: numbersOutOfRange,
  });
}

/** Words that are no number, and numbers that float32 cannot hold. */
function noteOddWords(column: CategoryColumn, noted: CellsOf): void {
  const numbers = column.words.map(noted.frame.parseNumber ?? parseNumber);
  const { codes } = column;
  noteOddCells(noted, column.name, {
    isOdd: (row) => codes[row] >= 0 && numbers[codes[row]] === undefined,
    describe: notNumbers,
  });
  const isLarge = numbers.map((value) => value !== undefined && !isFloat32(value));
  if (!isLarge.includes(true)) return;
  noteOddCells(noted, column.name, {
    isOdd: (row) => isLarge[codes[row]],
    describe: numbersOutOfRange,
  });
}

/** Whether a number is one that float32 can hold, rounded or not. */
export function isFloat32(value: number): boolean {
  return Number.isFinite(Math.fround(value));
}
