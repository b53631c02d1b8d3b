import {
  emptyColumn,
  missingValue,
  notANumber,
  numberOutOfRange,
  textFeature,
} from "./data_diagnostics.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Problems } from "./problems.ts";
import type { Table, TableColumn } from "./table.ts";

/** A column of numbers, one per row. */
export interface NumericColumn {
  /** As in the header. */
  readonly name: string;
  /** [rows], finite. */
  readonly values: Float64Array;
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The number that a cell holds, or `undefined`: decimal or scientific notation alone, blanks
 * around it allowed. No "nan", "inf", hexadecimal or digit separators. May overflow to infinity.
 */
export function parseNumber(cell: string): number | undefined {
  const text = cell.trim();
  return decimal.test(text) ? Number(text) : undefined;
}

/** Whether no cell of the column is a number, and at least one says something else. */
export function isText(column: TableColumn): boolean {
  return column.cells.some((cell) => cell.trim() !== "") &&
    column.cells.every((cell) => parseNumber(cell) === undefined);
}

/** Whether the column has values and all of them are numbers; empty cells are passed over. */
export function isNumeric(column: TableColumn): boolean {
  const filled = column.cells.filter((cell) => cell.trim() !== "");
  return filled.length > 0 && filled.every((cell) => parseNumber(cell) !== undefined);
}

/** What to say of a column that holds text from top to bottom. */
export type DescribeText = (column: { name: string; sample: string }) => Diagnostic;

/**
 * The numbers of a column. What is no number is noted in `problems` and stands as NaN; a column
 * of text or of nothing is one problem, not one per row.
 */
export function numericColumn(
  column: TableColumn,
  options: { table: Table; problems: Problems; describeText?: DescribeText },
): NumericColumn {
  const { table, problems, describeText = (it) => textFeature(it, table.name) } = options;
  const { name, cells } = column;
  const sample = cells.find((cell) => cell.trim() !== "");
  if (sample === undefined) problems.add(() => emptyColumn(name, table.name));
  else if (isText(column)) problems.add(() => describeText({ name, sample: sample.trim() }));
  else return { name, values: readCells(column, { table, problems }) };
  return { name, values: new Float64Array(cells.length).fill(NaN) };
}

function readCells(
  { name, cells }: TableColumn,
  { table, problems }: { table: Table; problems: Problems },
): Float64Array {
  const values = new Float64Array(cells.length).fill(NaN);
  cells.forEach((cell, row) => {
    const value = parseNumber(cell);
    if (value !== undefined && Number.isFinite(Math.fround(value))) {
      values[row] = value;
      return;
    }
    problems.add(() => {
      const place = table.placeOf(row, name);
      if (cell.trim() === "") return missingValue(place);
      return value === undefined ? notANumber(cell, place) : numberOutOfRange(cell, place);
    });
  });
  return values;
}
