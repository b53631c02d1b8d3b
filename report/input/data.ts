import type { RecordedColumn } from "./records.ts";

/** What the page of data is made from, before anything is done with them. */
export interface ReportedData {
  /** As shown to people. */
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ReportedColumn[];
  /** The classes of the target; absent where it is none of classes. */
  readonly classes?: {
    /** The target. */
    readonly column: string;
    readonly names: readonly string[];
    /** How many rows each has. */
    readonly counts: readonly number[];
    /** The code of each of the shown rows; -1 where it is not known. */
    readonly codes: readonly number[];
  };
  /** How many rows the values of columns are of: all, or some at equal distances. */
  readonly shownRows: number;
  /** What is wrong or odd. */
  readonly findings: readonly ReportedFinding[];
  /** The command that makes the page again. */
  readonly command: string;
  /** What made it. */
  readonly penstock: string;
}

/** A column of the data. */
export interface ReportedColumn extends Pick<RecordedColumn, "name" | "role" | "type" | "missing"> {
  /** Why it is taken for what it is. */
  readonly because: string;
  /** How many different cells it has. */
  readonly distinct?: number;
  /** What is in the shown rows; nothing where it is missing. Dates are seconds from 1970 on. */
  readonly values: readonly (number | string | null)[];
  /** Of numbers, the least, their mean and the largest, of all rows. */
  readonly numbers?: { readonly low: number; readonly mean: number; readonly high: number };
  /** Of words, the most frequent with how often they stand, of all rows. */
  readonly words?: readonly (readonly [word: string, count: number])[];
}

/** A diagnostic, for people. */
export interface ReportedFinding {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly place?: string;
  readonly help?: string;
}
