import type { Report } from "../../../dsl/text/report.ts";
import { unwrap } from "../../../dsl/text/diagnostic.ts";
import { reportedSync } from "../../../dsl/text/report.ts";
import { type TableColumn, tabular } from "../../../runtime/data/column.ts";
import type { Parts } from "../../../runtime/data/parts.ts";
import { columnOfTexts, wordsIn } from "../../../runtime/data/words.ts";
import type { SplitRows, Splitter } from "../../../runtime/split/splitter.ts";

/** Rows to divide by the texts in some columns. */
export function dividedRows(
  rows: number,
  report: Report,
  { columns = {}, classes }: {
    readonly columns?: Readonly<Record<string, readonly string[]>>;
    readonly classes?: readonly number[];
  } = {},
): SplitRows {
  return {
    rows,
    report,
    ...classes && { classes: Int32Array.from(classes) },
    column: (name): TableColumn => tabular(columnOfTexts(name, columns[name])),
    words: (name) => wordsIn(name, columns[name]),
  };
}

/** What a splitter makes of so many rows. */
export function partsBy(
  splitter: Splitter,
  args: Readonly<Record<string, unknown>>,
  rows: number,
  given: Parameters<typeof dividedRows>[2] = {},
): Parts {
  const defaults = Object.entries(splitter.arguments)
    .flatMap(([name, spec]) => spec.default === undefined ? [] : [[name, spec.default]]);
  const all = { ...Object.fromEntries(defaults), ...args };
  return unwrap(
    reportedSync((report) => splitter.split(all, dividedRows(rows, report, given))),
  );
}
