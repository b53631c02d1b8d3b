/**
 * Seconds from 1970-01-01 00:00 on, UTC, of a date; `undefined` where the text is none.
 * @param format As in `strptime`, of the parts below; ISO 8601 unless given: `2024-05-31`, with a time
 * `13:45[:10[.5]]` behind a blank or a T, and `Z` or an offset such as `+02:00` behind that.
 */
export function secondsOf(text: string, format?: string): number | undefined {
  const found = format === undefined ? isoDate.exec(text) : patternOf(format).exec(text);
  return found?.groups && secondsIn(found.groups);
}

const isoDate = new RegExp(
  "^(?<Y>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})" +
    "(?:[T ](?<H>\\d{2}):(?<M>\\d{2})(?::(?<S>\\d{2}(?:\\.\\d+)?))?(?<z>Z|[+-]\\d{2}:?\\d{2})?)?$",
);

/** What stands for each part of a format, by the names of `strptime`. */
const directives: Readonly<Record<string, string>> = {
  Y: "(?<Y>\\d{4})",
  y: "(?<y>\\d{2})",
  m: "(?<m>\\d{1,2})",
  d: "(?<d>\\d{1,2})",
  b: "(?<b>[A-Za-z]{3})",
  B: "(?<b>[A-Za-z]{3})[A-Za-z]*",
  H: "(?<H>\\d{1,2})",
  I: "(?<I>\\d{1,2})",
  p: "(?<p>[AaPp])\\.?[Mm]\\.?",
  M: "(?<M>\\d{1,2})",
  S: "(?<S>\\d{1,2}(?:\\.\\d+)?)",
  z: "(?<z>Z|[+-]\\d{2}:?\\d{2})",
  "%": "%",
};

const patterns = new Map<string, RegExp>();

function patternOf(format: string): RegExp {
  const known = patterns.get(format);
  if (known) return known;
  const source = format.replaceAll(
    /%(.)|([\\^$.*+?()[\]{}|])/g,
    (whole, directive?: string) => directive ? directives[directive] ?? "(?!)" : `\\${whole}`,
  );
  const pattern = new RegExp(`^${source}$`);
  patterns.set(format, pattern);
  return pattern;
}

/** The directives of a format that are not known. */
export function unknownDirectives(format: string): readonly string[] {
  return [...format.matchAll(/%(.)/g)].map(([whole]) => whole)
    .filter((whole) => !Object.hasOwn(directives, whole[1]));
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function secondsIn(parts: Readonly<Record<string, string | undefined>>): number | undefined {
  const month = parts.b ? months.indexOf(parts.b.toLowerCase()) : Number(parts.m ?? 1) - 1;
  const day = Number(parts.d ?? 1);
  const [hour, minute, second] = [hourIn(parts), Number(parts.M ?? 0), Number(parts.S ?? 0)];
  if (month < 0 || month > 11 || hour > 23 || minute > 59 || second >= 61) return undefined;
  const year = yearIn(parts);
  if (day < 1 || day > daysIn(month, year)) return undefined;
  const days = daysBefore(year, month) + day - 1;
  return 86_400 * days + 3600 * hour + 60 * minute + second - offsetIn(parts.z);
}

/** @param month From 0. */
function daysIn(month: number, year: number): number {
  return daysBefore(year, month + 1) - daysBefore(year, month);
}

/**
 * Days from 1970-01-01 to the first of a month in the Gregorian calendar.
 * @see H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
 */
function daysBefore(year: number, month: number): number {
  // Years begin in March here, so that leap days end them.
  const [marchYear, marchMonth] = [year + Math.floor((month - 2) / 12), (month + 10) % 12];
  const leaps = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) +
    Math.floor(marchYear / 400);
  return 365 * marchYear + leaps + Math.floor((153 * marchMonth + 2) / 5) - 719_468;
}

function yearIn({ Y, y }: Readonly<Record<string, string | undefined>>): number {
  if (Y !== undefined) return Number(Y);
  // As POSIX: 69 to 99 are of the last century.
  return y === undefined ? 1900 : Number(y) + (Number(y) < 69 ? 2000 : 1900);
}

function hourIn({ H, I, p }: Readonly<Record<string, string | undefined>>): number {
  if (I === undefined) return Number(H ?? 0);
  return Number(I) % 12 + (p?.toLowerCase() === "p" ? 12 : 0);
}

/** In seconds. */
function offsetIn(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? "") ?? [];
  return sign ? Number(`${sign}1`) * (3600 * Number(hours) + 60 * Number(minutes)) : 0;
}
