import { counted } from "../data/quoting.ts";
import type { Report } from "../../dsl/text/report.ts";
import { csvBlocks } from "../formats/csv_blocks.ts";
import type { CsvLayout } from "../formats/csv_layout.ts";
import type { DroppedRows } from "../formats/csv_scan.ts";
import { type CsvOptions, isIndex, layoutOf } from "./csv_options.ts";
import type { BlockFrame, BlockRequest, UnreadRow } from "./file_format.ts";
import type { OpenFile } from "./reader.ts";

/** The rows of a CSV file, some at a time, with the columns that are wanted alone. */
export function* csvFileBlocks(
  file: OpenFile,
  { options, words, wanted, lacking }: BlockRequest<CsvOptions>,
  report: Report,
): Iterable<BlockFrame> {
  const { names, ...layout } = layoutOf(options);
  const blocks = csvBlocks(file, {
    ...layout,
    ...names && { names: namesOf(names, lacking) },
    dropsBadRows: true,
    roleOf: (name) => words.includes(name) ? "words" : wanted.includes(name) ? "any" : "skip",
  }, report);
  for (const frame of blocks) {
    const header = frame.header.filter((name, place) => !isIndex(options, { name, place }));
    yield {
      ...frame,
      header,
      isOrdered: true,
      unread: unreadRows(frame.dropped, frame.header.length),
    };
  }
}

/** The names of all columns, or without those that the file may lack. */
function namesOf(
  names: NonNullable<CsvLayout["names"]>,
  lacking: readonly string[],
): CsvLayout["names"] {
  if (typeof names === "function") return names;
  const others = names.filter((name) => !lacking.includes(name));
  return (columns) => columns === others.length ? others : names;
}

function unreadRows({ before, first }: DroppedRows, columns: number): readonly UnreadRow[] {
  return before.map((kept, at) => ({
    before: kept,
    place: first[at]?.place ?? "",
    reason: first[at]
      ? `it has ${counted(first[at].cells, "cell")}, expected ${columns}`
      : "it has more or fewer cells than the header",
  }));
}
