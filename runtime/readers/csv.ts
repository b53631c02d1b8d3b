import { unpacked } from "../files/gzip.ts";
import { readCsvFile } from "./csv_file.ts";
import { defineFormat, type FileFormat } from "./file_format.ts";
import { csvSignature as signature } from "./signatures.ts";

/** A table as text: `load csv("../data/iris.csv", target = species)`. */
export const csv: FileFormat = defineFormat({
  ...signature,
  async read({ path, span }, request, { open, report }) {
    const file = await open(path, span);
    const bytes = await unpacked(file.bytes, { path: file.name, span: file.span }, report);
    return readCsvFile({ ...file, bytes }, request, report);
  },
  async *blocks({ path, span }, request, { open, report }) {
    // What is trained on is read as a whole.
    const { csvFileBlocks } = await import("./csv_file_blocks.ts");
    const file = await open(path, span);
    const bytes = await unpacked(file.bytes, { path: file.name, span: file.span }, report);
    yield* csvFileBlocks({ ...file, bytes }, request, report);
  },
});
