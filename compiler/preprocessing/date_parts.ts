import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { cast } from "../ops/cast.ts";
import { div } from "../ops/div.ts";
import { floor } from "../ops/floor.ts";
import { greater } from "../ops/greater.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import type { DatePart } from "../schema/date_part.ts";
import { numbersLike } from "./base/numbers.ts";

const secondsPerDay = 86_400;

/**
 * A part of some dates in the Gregorian calendar, in the dtype of the dates: `hour` of 13:45 is 13. Weeks
 * are those of ISO 8601; `elapsed_days` are days from 1970-01-01 on, with the time as a fraction.
 * @param seconds float64 [...d], from 1970-01-01 00:00 on.
 * @see H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
 */
export function datePart(seconds: Value, part: DatePart): Value {
  const days = floor(over(seconds, secondsPerDay));
  const time = () => sub(seconds, times(days, secondsPerDay));
  const parts: Readonly<Record<DatePart, () => Value>> = {
    year: () => civil(days).year,
    quarter: () => plus(floor(over(plus(civil(days).month, -1), 3)), 1),
    month: () => civil(days).month,
    week: () => isoWeek(days),
    day: () => civil(days).day,
    weekday: () => weekday(days),
    day_of_year: () => plus(dayOfYear(days), 1),
    hour: () => floor(over(time(), 3600)),
    minute: () => remainder(floor(over(time(), 60)), 60),
    second: () => remainder(floor(time()), 60),
    elapsed_days: () => over(seconds, secondsPerDay),
  };
  return parts[part]();
}

/** Year, month and day of a day, counted from 1970-01-01. Years begin in March here, so that leap days end them. */
function civil(days: Value): { readonly year: Value; readonly month: Value; readonly day: Value } {
  const shifted = plus(days, 719_468);
  const era = floor(over(shifted, 146_097));
  const dayOfEra = sub(shifted, times(era, 146_097));
  const leap = (period: number) => floor(over(dayOfEra, period));
  const yearOfEra = floor(
    over(sub(add(sub(dayOfEra, leap(1460)), leap(36_524)), leap(146_096)), 365),
  );
  const daysBefore = sub(
    add(times(yearOfEra, 365), floor(over(yearOfEra, 4))),
    floor(over(yearOfEra, 100)),
  );
  const dayOfMarchYear = sub(dayOfEra, daysBefore);
  const marchMonth = floor(over(plus(times(dayOfMarchYear, 5), 2), 153));
  const isNextYear = cast(greater(marchMonth, numbersLike(days, 9)), days.type.dtype);
  return {
    year: add(add(yearOfEra, times(era, 400)), isNextYear),
    month: sub(plus(marchMonth, 3), times(isNextYear, 12)),
    day: plus(sub(dayOfMarchYear, floor(over(plus(times(marchMonth, 153), 2), 5))), 1),
  };
}

/** From Monday, 0. */
function weekday(days: Value): Value {
  // 1970-01-01 was a Thursday.
  return remainder(plus(days, 3), 7);
}

/** From 0. */
function dayOfYear(days: Value): Value {
  const { year } = civil(days);
  const leaps = (period: number, from: number) => floor(over(plus(year, -from), period));
  const newYear = add(
    sub(add(times(plus(year, -1970), 365), leaps(4, 1969)), leaps(100, 1901)),
    leaps(400, 1601),
  );
  return sub(days, newYear);
}

/** The week that a day is in, of the year that the Thursday of the week is in. */
function isoWeek(days: Value): Value {
  const thursday = plus(sub(days, weekday(days)), 3);
  return plus(floor(over(dayOfYear(thursday), 7)), 1);
}

function remainder(x: Value, divisor: number): Value {
  return sub(x, times(floor(over(x, divisor)), divisor));
}

function plus(x: Value, value: number): Value {
  return add(x, numbersLike(x, value));
}

function times(x: Value, value: number): Value {
  return mul(x, numbersLike(x, value));
}

function over(x: Value, value: number): Value {
  return div(x, numbersLike(x, value));
}
