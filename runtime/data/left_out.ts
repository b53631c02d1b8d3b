import { counted } from "./quoting.ts";

/** Rows that were left out for a missing value. */
export interface LeftOut {
  /** How many they are. */
  readonly count: number;
  /** How many rows there were. */
  readonly of: number;
  /** The numbers of the others in the data, from 0. */
  readonly kept: Int32Array;
  /** In how many of them each column lacks a value; the columns that lack most come first. */
  readonly byColumn: readonly { readonly name: string; readonly count: number }[];
}

/** `53 of 61 rows left out for a missing value: age 53, city 2` */
export function describeLeftOut({ count, of, byColumn }: LeftOut): string {
  const shown = byColumn.slice(0, 5).map(({ name, count }) => `${name} ${count}`).join(", ");
  const rest = byColumn.length - 5;
  const more = rest > 0 ? ` and ${counted(rest, "more column")}` : "";
  return `${count.toLocaleString("en-US")} of ${of.toLocaleString("en-US")} rows left out for a ` +
    `missing value: ${shown}${more}`;
}
