/**
 * Rows to CSV text, under the name and options of `@std/csv`.
 *
 * The work is done by `csv-stringify`: `@std/*` lives on JSR, which a machine with npm alone cannot
 * reach. Same names, so that moving is a change of one line in `deno.json`.
 * @module
 */
import { stringify as stringifyRecords } from "csv-stringify/sync";

/** The options of `@std/csv`'s `stringify` in use here. */
export interface StringifyOptions {
  /** Between two cells; "," unless said otherwise. */
  readonly separator?: string;
  /** The header, written first. */
  readonly columns?: readonly string[];
}

/** CSV text of the rows, with "\n" after each. */
export function stringify(
  rows: readonly (readonly unknown[])[],
  options: StringifyOptions = {},
): string {
  const { separator = ",", columns } = options;
  const records = columns ? [columns, ...rows] : [...rows];
  return stringifyRecords(records, { delimiter: separator });
}
