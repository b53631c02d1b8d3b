import { isMissing, missingCount, tabular } from "../data/column.ts";
import { type Frame, selectRows } from "../data/frame.ts";
import { allRows } from "../data/gather.ts";
import type { LeftOut } from "../data/left_out.ts";
import type { Parts } from "../data/parts.ts";
import type { Loaded } from "../readers/reader.ts";

/** What is loaded without the rows that lack a value in one of some columns. */
export function withCompleteRows<T extends Pick<Loaded, "frame" | "parts">>(
  loaded: T,
  isUsed: (column: string) => boolean,
): T & { readonly leftOut?: LeftOut } {
  const { frame, parts } = loaded;
  const lacking = frame.columns.filter(({ name, kind }) => kind !== "image" && isUsed(name))
    .map(tabular).filter((column) => missingCount(column) > 0);
  if (lacking.length === 0) return loaded;
  const kept = allRows(frame.rows)
    .filter((row) => !lacking.some((column) => isMissing(column, row)));
  const byColumn = lacking.map((column) => ({ name: column.name, count: missingCount(column) }))
    .sort((one, other) => other.count - one.count);
  return {
    ...loaded,
    frame: selectRows(frame, kept),
    ...parts && { parts: partsOf(parts, { kept, frame }) },
    leftOut: { count: frame.rows - kept.length, of: frame.rows, kept, byColumn },
  };
}

/** The same parts, by the numbers of the rows that are kept. */
function partsOf(
  parts: Parts,
  { kept, frame }: { readonly kept: Int32Array; readonly frame: Frame },
): Parts {
  const places = new Int32Array(frame.rows).fill(-1);
  kept.forEach((row, place) => places[row] = place);
  const left = (rows: Int32Array) =>
    rows.filter((row) => places[row] >= 0).map((row) => places[row]);
  return { train: left(parts.train), valid: left(parts.valid), test: left(parts.test) };
}
