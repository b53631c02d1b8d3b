import { column } from "../../dsl/language/signature.ts";
import { missingCount, type TableColumn, valueAt } from "../data/column.ts";
import { secondsOf } from "../data/dates.ts";
import { heldOutOf, partProblems, shareArguments, sharesOfAllRows } from "./held_out.ts";
import { missingSplitKey } from "./split_diagnostics.ts";
import { defineSplitter, type Splitter } from "./splitter.ts";
import { groupsOf } from "./strata.ts";

/**
 * The latest rows held out, `split time(date, test = 20%)`: first those to train on, then those to watch
 * with, then those to judge by, each in the order of time. Rows of one time stay together, in the later part.
 */
export const time: Splitter = defineSplitter({
  name: "time",
  doc: "Holds out the latest rows; those of one time stay together, in the later part.",
  arguments: {
    column: column({
      doc: "the column to go by: numbers, dates as ISO 8601 writes them, or words in order",
    }),
    ...shareArguments,
  },
  conflict: sharesOfAllRows,
  columnsOf: ({ column }) => [column],
  split({ column, valid, test }, { rows, report, ...divided }) {
    const cells = divided.column(column);
    const missing = missingCount(cells);
    if (missing > 0) report.fail(missingSplitKey(column, missing));
    const counts = heldOutOf({ valid, test }, rows);
    const times = timesOf(cells);
    const order = Int32Array.from(times, (_, row) => row)
      .sort((one, other) => times[one] - times[other] || one - other);
    const judged = startOfTime(order, times, rows - counts.test);
    const watched = startOfTime(order, times, Math.min(judged, rows - counts.test - counts.valid));
    const sizes = { valid: judged - watched, test: rows - judged };
    report.add(...partProblems({ valid, test }, { ...sizes, rows }));
    report.stopOnErrors();
    return {
      train: order.slice(0, watched),
      valid: order.slice(watched, judged),
      test: order.slice(judged),
    };
  },
});

/** Where the rows begin that have the time of the row at a place. */
function startOfTime(order: Int32Array, times: Float64Array, place: number): number {
  let start = place;
  while (start > 0 && start < order.length && times[order[start - 1]] === times[order[start]]) {
    start -= 1;
  }
  return start;
}

function timesOf(column: TableColumn): Float64Array {
  if (column.kind === "number") {
    return Float64Array.from(column.values, (_, row) => valueAt(column, row));
  }
  const seconds = column.words.map((word) => secondsOf(word));
  if (seconds.includes(undefined)) return Float64Array.from(groupsOf(column));
  return Float64Array.from(column.codes, (code) => seconds[code] ?? NaN);
}
