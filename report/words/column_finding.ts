import { isoDay } from "../../compiler/schema/iso_day.ts";
import { type Content, listed, markup, name, wholeName } from "../markup/markup.ts";
import type { ColumnValues } from "../input/column_values.ts";
import { extent } from "../statistics/extent.ts";
import { count, plain } from "./numbers.ts";

/** A class of fewer rows may lie apart by chance. */
const fewestRows = 10;

/**
 * Which class has all its rows apart from those of all others in a column of numbers: none of theirs is within its
 * range, and of none the range goes around it. Told of classes with 10 rows or more; where no class has that in any
 * column, this is told.
 */
export function apartFinding(
  columns: readonly ColumnValues[],
  classes: readonly string[],
): Content {
  if (columns.length === 0 || classes.length < 2) return undefined;
  const ranges = columns.map((column) => classes.map((_, code) => rangeOf(column, code)));
  if (ranges.some((of) => of.some(({ rows }) => rows < fewestRows))) return undefined;
  const found = classes.flatMap((name, code) => {
    const apart = columns.filter((_, at) => isApart(ranges[at], code));
    return apart.length > 0 ? [{ name, apart }] : [];
  });
  const [best] = found.toSorted((one, other) => other.apart.length - one.apart.length);
  if (!best) return "No column by itself sets a class apart.";
  const all = best.apart.map(({ column }) => name(column.name));
  return markup`“${name(best.name)}” lies apart from all other rows in ${
    all.length === 1
      ? all[0]
      : listed([listed(all.slice(0, -1), ", "), all[all.length - 1]], " and ")
  }.`;
}

function rangeOf({ values, classes }: ColumnValues, code: number) {
  const own = values.filter((value, row): value is number =>
    typeof value === "number" && classes[row] === code
  );
  return { range: extent(own), rows: own.length };
}

function isApart(
  ranges: readonly { readonly range: readonly [number, number] }[],
  code: number,
): boolean {
  const [low, high] = ranges[code].range;
  return ranges.every(({ range }, other) => other === code || range[1] < low || range[0] > high);
}

/** A tail so thin is told. */
const thinShare = 0.05;
/** Of fewer rows a share of 5% is one row or none. */
const fewestOfNumbers = 40;

/** Whether few rows, under 5%, lie in the highest or the lowest quarter of what a column of numbers holds. */
export function tailFinding({ column, values }: ColumnValues): Content {
  const known = values.filter((value): value is number => typeof value === "number");
  if (known.length < fewestOfNumbers || new Set(known).size < 8) return undefined;
  const [low, high] = extent(known);
  const quarter = (high - low) / 4;
  const tails = [
    { where: "above", border: high - quarter, rows: known.filter((each) => each > high - quarter) },
    { where: "below", border: low + quarter, rows: known.filter((each) => each < low + quarter) },
  ].filter(({ rows }) => rows.length / known.length < thinShare);
  const [thinnest] = tails.toSorted((one, other) => one.rows.length - other.rows.length);
  if (!thinnest) return undefined;
  const { where, border, rows } = thinnest;
  const write = column.type === "date" ? isoDay : (value: number) => short(value, 3);
  return markup`Only ${count(rows.length)} of ${count(known.length)} rows ${
    rows.length === 1 ? "has" : "have"
  } ${name(column.name)} ${where} ${write(border)}, the ${
    where === "above" ? "highest" : "lowest"
  } quarter of its range.`;
}

/** The range or the words of a column, as a table says them. */
export function contentOf({ content }: ColumnValues["column"]): Content {
  switch (content.kind) {
    case "numbers":
      return rangeOfContent(content, short) ?? "no number";
    case "dates":
      return rangeOfContent(content, isoDay) ?? "no date";
    case "words": {
      const shown = content.words.slice(0, mostWords).map(wholeName);
      const rest = content.words.length - shown.length;
      return markup`${listed(shown, ", ")}${rest > 0 && ` and ${count(rest)} more`}`;
    }
    case "images":
      return content.shape.join(" × ");
  }
}

/** From where to where. JSON has no infinity: a column without any says `null`. */
function rangeOfContent(
  { low, high }: { readonly low: number; readonly high: number },
  write: (value: number) => string,
): string | undefined {
  return Number.isFinite(low) && Number.isFinite(high)
    ? `${write(low)} to ${write(high)}`
    : undefined;
}

const mostWords = 12;

/** A number with so many digits at most. */
function short(value: number, digits = 4): string {
  return plain(Number(value.toPrecision(digits)));
}
