import type { CategoryColumn } from "../data/column.ts";
import { type Frame, withoutColumns } from "../data/frame.ts";
import { memoryFrame } from "../data/memory_frame.ts";
import { unpacked } from "../files/gzip.ts";
import { notUtf8 } from "../files/file_diagnostics.ts";
import type { JsonLines } from "../formats/jsonl.ts";
import { defineFormat, type FileFormat, type NamedPath, withoutIgnored } from "./file_format.ts";
import type { OpenFile, ReaderContext } from "./reader.ts";
import { noRows, oddJsonLines } from "./value_file_diagnostics.ts";
import { jsonlSignature as signature } from "./signatures.ts";

/** A table as JSON lines, an object a row: `load jsonl("orders.jsonl", target = late)`. */
export const jsonl: FileFormat = defineFormat({
  ...signature,
  async read(path, { ignored }, context) {
    // Few pipelines name such files: the others are checked without their format.
    const { readJsonLines } = await import("../formats/jsonl.ts");
    const file = await openUnpacked(path, context);
    const read = decoding(file, context, () => readJsonLines(file.bytes.chunks()));
    if (read.odd.length > 0) context.report.fail(oddJsonLines(file.name, read.odd));
    if (read.lines.length === 0) context.report.fail(noRows(file));
    return withoutIgnored(frameOf(file, read), ignored);
  },
  async *blocks(path, { wanted }, context) {
    const { readJsonLines } = await import("../formats/jsonl.ts");
    const { recordBlocks } = await import("../formats/record_blocks.ts");
    const file = await openUnpacked(path, context);
    const seen = new Set<string>();
    let isBegun = false;
    for (const { bytes, line } of recordBlocks(file.bytes.chunks())) {
      const read = decoding(file, context, () => readJsonLines([bytes], line));
      isBegun = true;
      const frame = frameOf(file, read, seen);
      const header = frame.columns.map(({ name }) => name);
      for (const name of header) seen.add(name);
      yield {
        ...withoutColumns(frame, header.filter((name) => !wanted.includes(name))),
        header,
        isOrdered: false,
        unread: read.odd.map(({ line, before, reason }) => ({
          before,
          place: `${file.name}:${line}`,
          reason: `the line ${reason}`,
        })),
      };
    }
    if (!isBegun) context.report.fail(noRows(file));
  },
});

async function openUnpacked({ path, span }: NamedPath, { open, report }: ReaderContext) {
  const file = await open(path, span);
  return {
    ...file,
    bytes: await unpacked(file.bytes, { path: file.name, span: file.span }, report),
  };
}

function decoding<T>(file: OpenFile, { report }: ReaderContext, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return report.fail(notUtf8({ path: file.name, span: file.span }));
  }
}

/** @param others Columns that earlier rows had: where none of these has one, all lack it. */
function frameOf(
  { name }: OpenFile,
  { columns, lines }: JsonLines,
  others: Iterable<string> = [],
): Frame {
  const own = new Set(columns.map((column) => column.name));
  const lacking = [...others].filter((each) => !own.has(each))
    .map((each) => emptyColumn(each, lines.length));
  return memoryFrame(name, [...columns, ...lacking], {
    rows: lines.length,
    lines: { file: name, of: (row) => lines[row] },
    placeOfRow: (row) => `${name}:${lines[row]}`,
  });
}

function emptyColumn(name: string, rows: number): CategoryColumn {
  return { kind: "category", name, codes: new Int32Array(rows).fill(-1), words: [] };
}
