/** What features can be made of a date. Days of the week count from Monday, 0, as in pandas. */
export const dateParts = [
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
] as const;
/** One of them. */
export type DatePart = typeof dateParts[number];
