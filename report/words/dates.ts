import { isoDay } from "../../compiler/schema/iso_day.ts";

/** Days of one picture: their years alone, or with their months, where all of them are the first. */
export function datesAlike(ticks: readonly number[]): (seconds: number) => string {
  const days = ticks.map(isoDay);
  const length = days.every((day) => day.endsWith("-01-01"))
    ? "-01-01".length
    : days.every((day) => day.endsWith("-01"))
    ? "-01".length
    : 0;
  return (seconds) => isoDay(seconds).slice(0, length === 0 ? undefined : -length);
}
