/** What features can be made of a date. Days of the week count from Monday, 0, as in pandas. */
export type DatePart =
  | "year"
  | "quarter"
  | "month"
  | "week"
  | "day"
  | "weekday"
  | "day_of_year"
  | "hour"
  | "minute"
  | "second"
  | "elapsed_days";

/** All of them. */
export const dateParts: readonly DatePart[] = [
  "year",
  "quarter",
  "month",
  "week",
  "day",
  "weekday",
  "day_of_year",
  "hour",
  "minute",
  "second",
  "elapsed_days",
];
