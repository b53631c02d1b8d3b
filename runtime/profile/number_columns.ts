import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { isMissing, type NumberColumn, valueAt } from "../data/column.ts";
import type { LookedAt } from "./looked_at.ts";
import { constantColumn, countsRows, timesAsNumbers } from "./profile_diagnostics.ts";

/** Fewer rows than this say little. */
const fewRows = 10;

/** What is odd about a column of numbers that is a feature. */
export function numberFindings(
  column: NumberColumn,
  { frame: { name: place }, train, said }: LookedAt,
): Diagnostic[] {
  const { name } = column;
  if (said.has(name) || train.length < fewRows) return [];
  if (isCount(column)) return [countsRows(name, place)];
  if (isConstant(column, train)) return [constantColumn(name, place)];
  const day = firstDayOf(column);
  return day === undefined ? [] : [timesAsNumbers(name, { day, place })];
}

/** Whether the numbers are those of the rows, from any start. */
function isCount(column: NumberColumn): boolean {
  const { values, missing } = column;
  if (missing) return false;
  const first = valueAt(column, 0);
  if (first !== 0 && first !== 1) return false;
  for (let row = 1; row < values.length; row++) {
    if (valueAt(column, row) !== first + row) return false;
  }
  return true;
}

function isConstant(column: NumberColumn, rows: Int32Array): boolean {
  const { low, high } = column.range;
  if (low === high) return true;
  const first = rows.find((row) => !isMissing(column, row));
  if (first === undefined) return false;
  const value = column.values[first];
  return rows.every((row) => column.values[row] === value || isMissing(column, row));
}

const [thisCentury, farFuture] = [946_684_800, 4_102_444_800];

/** The day of the first time, where all are seconds or milliseconds of this century. */
function firstDayOf({ range: { low, high }, values }: NumberColumn): string | undefined {
  if (!(values instanceof Float64Array)) return undefined;
  for (const unit of [1, 1000]) {
    if (low < unit * thisCentury || high > unit * farFuture) continue;
    return isoDay(low / unit);
  }
  return undefined;
}

/** `2024-05-31`, in the Gregorian calendar. @see H. Hinnant, `civil_from_days`. */
function isoDay(seconds: number): string {
  const days = Math.floor(seconds / 86_400) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - 146_097 * era;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra -
    (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + 400 * era + (month <= 2 ? 1 : 0);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}`;
}
