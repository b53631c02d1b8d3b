import type { CategoryColumn } from "./column.ts";
import { parseNumber } from "./decimal_reader.ts";
import type { Frame } from "./frame.ts";

/** So many rows below the header may still be about the columns. */
const mostHeaderRows = 5;
/** So many at the end may be about all others. */
const mostFinalRows = 2;

/** A column of words that would be one of numbers without some rows. */
interface NearlyNumbers {
  readonly column: CategoryColumn;
  /** Those rows, in order. */
  readonly rows: readonly number[];
}

/**
 * The first rows, where they are about the columns, such as their units: words, or nothing, where all other rows
 * have numbers.
 */
export function furtherHeaders(frame: Frame): ReadonlySet<number> {
  const nearly = nearlyNumbers(frame, ({ rows }) => rows[0] === 0 && rows.length <= mostHeaderRows);
  const numbers = frame.columns.filter(({ kind }) => kind === "number").length;
  const found = new Set<number>();
  // A single odd cell is a wrong cell.
  if (nearly.length < 2 || nearly.length < numbers) return found;
  const isOdd = (row: number) =>
    nearly.every(({ column, rows }) => rows.includes(row) || column.codes[row] < 0);
  for (let row = 0; row < mostHeaderRows && row < frame.rows && isOdd(row); row++) found.add(row);
  return found;
}

const total = /^(?:grand )?(?:totals?|sums?|averages?|means?|count)\b:?$/i;

/** Rows at the end that say in the place of a number that they are totals. */
export function totalRows(frame: Frame): ReadonlySet<number> {
  const isLast = (row: number) => row >= frame.rows - mostFinalRows;
  const nearly = nearlyNumbers(frame, ({ rows }) => rows.every(isLast));
  const isTotal = ({ words, codes }: CategoryColumn, row: number) => total.test(words[codes[row]]);
  return new Set(
    nearly.flatMap(({ column, rows }) => rows.filter((row) => isTotal(column, row))),
  );
}

/** The columns whose words that are no numbers stand in few rows. @param isFew Whether those will do. */
function nearlyNumbers(
  { columns, rows: count, parseNumber: parse = parseNumber }: Frame,
  isFew: (nearly: NearlyNumbers) => boolean,
): readonly NearlyNumbers[] {
  return columns.flatMap((column) => {
    if (column.kind !== "category") return [];
    const isNumber = column.words.map((word) => parse(word) !== undefined);
    const odd = isNumber.filter((is) => !is).length;
    if (odd === 0 || odd > mostHeaderRows || odd === isNumber.length) return [];
    const rows: number[] = [];
    for (let row = 0; row < count && rows.length <= mostHeaderRows; row++) {
      if (isNumber[column.codes[row]] === false) rows.push(row);
    }
    const nearly = { column, rows };
    return rows.length <= mostHeaderRows && isFew(nearly) ? [nearly] : [];
  });
}
