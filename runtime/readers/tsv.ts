import { csv } from "./csv.ts";
import { defineFormat, type FileFormat } from "./file_format.ts";
import { tsvSignature as signature } from "./signatures.ts";

/** The same with tabs between cells: `load tsv("genes.tsv", target = tissue)`. */
export const tsv: FileFormat = defineFormat({
  ...signature,
  read: (file, request, context) =>
    csv.read(file, { ...request, options: { ...request.options, sep: "\t" } }, context),
  blocks: (file, request, context) =>
    // It has them.
    csv.blocks!(file, { ...request, options: { ...request.options, sep: "\t" } }, context),
});
