import type { Report } from "../../dsl/text/report.ts";
import { memoryBytes } from "../files/byte_source.ts";
import { type CsvFile, type CsvFrame, plainBytes, readCsv } from "./csv_frame.ts";
import type { CsvLayout } from "./csv_layout.ts";
import { blankRun } from "./csv_tokens.ts";
import { recordBlocks } from "./record_blocks.ts";

/**
 * A CSV text as frames of some rows each, which are all that is held of it; the first has those below the
 * header. A text with comments is one frame, since a quote in them means nothing.
 * @throws {Stopped} With the problems of the first frame that has some, reported.
 */
export function* csvBlocks(file: CsvFile, layout: CsvLayout, report: Report): Iterable<CsvFrame> {
  if (layout.comment !== undefined) return yield readCsv(file, layout, report);
  const plain: CsvLayout = {
    ...layout,
    encoding: "utf-8",
    ...layout.separator === "whitespace" && { separator: blankRun },
  };
  const { name, span } = file;
  const pieces = plainBytes(file, layout, report).chunks();
  let header: readonly string[] | undefined;
  for (const { bytes, line } of recordBlocks(pieces, { quote: layout.quote ?? '"' })) {
    if (header && isBlank(bytes)) continue;
    const below: CsvLayout = header
      ? { ...plain, hasHeader: false, names: header, skippedLines: 0 }
      : plain;
    const block = { name, ...span && { span }, line, bytes: memoryBytes(bytes) };
    const frame = readCsv(block, below, report);
    header ??= frame.header;
    yield frame;
  }
  // What is not there, or nothing but blank lines, is told as of a whole.
  if (!header) yield readCsv({ ...file, bytes: memoryBytes(new Uint8Array()) }, plain, report);
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte <= 0x20);
}
