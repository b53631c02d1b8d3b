import type { RecordedPart, RecordedValue } from "./records.ts";
import { rowNames } from "./row_places.ts";

/** How a recorded row is called: by its line in the data file, or where there are none by its number from 0. */
export function rowLabel(part: RecordedPart, at: number): string {
  const { kind, numberOf } = rowNames(part);
  return `${kind} ${numberOf(at)}`;
}

/** What such a number is, as the heading of a column of a table. */
export function rowHeading(part: RecordedPart): string {
  return rowNames(part).kind === "line" ? "Line" : "Row";
}

/** What is in a cell of a recorded row; nothing where it was not recorded. */
export type CellOf = (column: string, at: number) => RecordedValue | string | undefined;

/** The recorded cells of a part, by column and by recorded row. */
export function cellsOf({ recorded, cells }: RecordedPart): CellOf {
  const places = new Map(cells?.rows.map((row, place) => [row, place]));
  return (column, at) => {
    const place = places.get(recorded[at]);
    return place === undefined ? undefined : cells?.columns[column]?.[place];
  };
}

/** Some of many, at equal distances; all where they are no more. */
export function atEqualDistances<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, at) => all[Math.floor(at * all.length / most)]);
}
