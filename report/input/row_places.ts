import type { RecordedPart } from "./records.ts";

/** How the recorded rows of a part are called. */
export interface RowNames {
  /** What their numbers are: lines of the data file, or rows of the data from 0 on. */
  readonly kind: "line" | "row";
  /** What to look for in the data. @param at Which of the recorded rows it is, from 0. */
  readonly numberOf: (at: number) => number;
}

/** The rows of a part by the lines of their file, or by their numbers where it has none. */
export function rowNames({ lines, recorded }: RecordedPart): RowNames {
  return lines
    ? { kind: "line", numberOf: (at) => lines[at] }
    : { kind: "row", numberOf: (at) => recorded[at] };
}

/** What the numbers of rows mean, in a sentence. */
export function rowNumbering({ file, lines }: RecordedPart): string {
  return lines
    ? `Lines are those of ${file ?? "the data file"}, counted from 1.`
    : "Rows are counted from 0.";
}
