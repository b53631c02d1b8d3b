import { isoDay } from "../../compiler/schema/iso_day.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { type NumberColumn, valueAt } from "../data/column.ts";
import type { LookedAt } from "./looked_at.ts";
import { countsRows, timesAsNumbers } from "./profile_diagnostics.ts";

/** Fewer rows than this say little. */
const fewRows = 10;

/** What is odd about a column of numbers that is a feature. */
export function numberFindings(
  column: NumberColumn,
  { frame: { name: place }, train, said, isOnly }: LookedAt & {
    /** Whether there is no other feature. */
    readonly isOnly: boolean;
  },
): Diagnostic[] {
  const { name } = column;
  if (said.has(name) || train.length < fewRows) return [];
  // Without it there would be none.
  if (!isOnly && isCount(column)) return [countsRows(name, place)];
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
