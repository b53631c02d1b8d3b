import { memoryFrame } from "../data/memory_frame.ts";
import { unpacked } from "../files/gzip.ts";
import { notUtf8 } from "../files/file_diagnostics.ts";
import { defineFormat, type FileFormat, withoutIgnored } from "./file_format.ts";
import { noRows, oddJsonLines } from "./value_file_diagnostics.ts";
import { jsonlSignature as signature } from "./signatures.ts";

/** A table as JSON lines, an object a row: `load jsonl("orders.jsonl", target = late)`. */
export const jsonl: FileFormat = defineFormat({
  ...signature,
  async read({ path, span }, { ignored }, { open, report }) {
    // Few pipelines name such files: the others are checked without their format.
    const { readJsonLines } = await import("../formats/jsonl.ts");
    const file = await open(path, span);
    const bytes = await unpacked(file.bytes, { path: file.name, span: file.span }, report);
    try {
      const { columns, lines, odd } = readJsonLines(bytes.chunks());
      if (odd.count > 0) report.fail(oddJsonLines(file.name, odd));
      if (lines.length === 0) report.fail(noRows(file));
      const frame = memoryFrame(file.name, columns, {
        rows: lines.length,
        placeOfRow: (row) => `${file.name}:${lines[row]}`,
      });
      return withoutIgnored(frame, ignored);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return report.fail(notUtf8({ path: file.name, span: file.span }));
    }
  },
});
