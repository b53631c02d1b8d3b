import type { ColumnContent, ColumnProfile, Profile } from "../../mod.ts";
import { dayText } from "./dates.ts";
import { countedWithSeparators, formatTable } from "./table.ts";
import type { Screen } from "./wrap.ts";

/** Of a table with many columns only so many are shown: those of pictures are much alike. */
const shownColumns = 20;
/** So many words of a column are shown. */
const shownWords = 4;

/** What each column is, what is in it and what becomes of it. */
export function describeProfile(profile: Profile, screen: Screen = {}): string {
  const more = profile.length - shownColumns;
  const table = formatTable([
    ["column", "type", "holds", "becomes"],
    ...profile.slice(0, shownColumns).map((column) => [
      column.name,
      column.isSaid && column.role !== "none" ? `${column.type}, as said` : column.type,
      describeCells(column),
      describeUse(column),
    ]),
  ], { ...screen, align: "left" });
  return more > 0 ? `${table}\nand ${countedWithSeparators(more, "more column")}` : table;
}

function describeCells({ content, missing }: ColumnProfile): string {
  const holes = missing > 0 ? [`${missing.toLocaleString("en-US")} missing`] : [];
  return [...describeContent(content), ...holes].join(", ");
}

function describeContent(content: ColumnContent): string[] {
  switch (content.kind) {
    case "numbers":
      return describeRange(content, String);
    case "dates":
      return describeRange(content, dayText);
    case "images":
      return [`images of ${content.shape.join(" x ")}`];
    case "words": {
      const { words } = content;
      const told = words.slice(0, shownWords).join(", ");
      return words.length <= shownWords
        ? [told]
        : [`${countedWithSeparators(words.length, "word")}: ${told}, ...`];
    }
  }
}

function describeRange(
  { low, high }: { readonly low: number; readonly high: number },
  textOf: (value: number) => string,
): string[] {
  if (low > high) return [];
  return [low === high ? textOf(low) : `${textOf(low)} to ${textOf(high)}`];
}

function describeUse({ role, features, content }: ColumnProfile): string {
  if (role === "none") return "nothing: left out";
  if (role === "feature") return countedWithSeparators(features, "feature");
  return content.kind === "words" ? `the target: ${content.words.length} classes` : "the target";
}

/** The same in a line, of the columns that are not simply numbers; nothing where all are. */
export function describeColumns(profile: Profile): string {
  const others = profile.filter(({ role, type }) =>
    role === "none" || role === "feature" && type !== "number" && type !== "image"
  );
  const told = others.slice(0, toldColumns).map(({ name, type, role, features }) =>
    role === "none"
      ? `${name} left out`
      : `${name} ${type} (${countedWithSeparators(features, "feature")})`
  );
  const more = others.length > toldColumns ? [`and ${others.length - toldColumns} more`] : [];
  return [...told, ...more].join(", ");
}

/** So many columns are told of in one line. */
const toldColumns = 10;
