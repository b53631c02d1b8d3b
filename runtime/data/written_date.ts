/** What each directive of `strptime` writes of a time in UTC; those that `secondsOf` reads. */
const writers: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => String(date.getUTCFullYear()).padStart(4, "0"),
  y: (date) => twoDigits(date.getUTCFullYear() % 100),
  m: (date) => twoDigits(date.getUTCMonth() + 1),
  d: (date) => twoDigits(date.getUTCDate()),
  b: (date) => monthOf(date, "short"),
  B: (date) => monthOf(date, "long"),
  H: (date) => twoDigits(date.getUTCHours()),
  I: (date) => twoDigits(date.getUTCHours() % 12 || 12),
  p: (date) => date.getUTCHours() < 12 ? "AM" : "PM",
  M: (date) => twoDigits(date.getUTCMinutes()),
  S: (date) => twoDigits(date.getUTCSeconds()),
  z: () => "Z",
  "%": () => "%",
};

/**
 * A time as texts of a column have it. @param seconds From 1970-01-01 00:00 on, UTC.
 * @param format As in `strptime`; the day as ISO 8601 has it unless given.
 */
export function writtenDate(seconds: number, format = "%Y-%m-%d"): string {
  const date = new Date(seconds * 1000);
  return format.replaceAll(/%(.)/g, (whole, directive) => writers[directive]?.(date) ?? whole);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

function monthOf(date: Date, month: "short" | "long"): string {
  return date.toLocaleString("en-US", { month, timeZone: "UTC" });
}
