import { memoryFrame } from "../data/memory_frame.ts";
import { joinBytes } from "../files/join_bytes.ts";
import { unreadableArrays } from "./array_diagnostics.ts";
import { defineFormat, type FileFormat, withoutIgnored } from "./file_format.ts";
import { nestedColumns, noRows } from "./value_file_diagnostics.ts";
import { parquetSignature as signature } from "./signatures.ts";

/** A table in a Parquet file: `load parquet("orders.parquet", target = late)`. */
export const parquet: FileFormat = defineFormat({
  ...signature,
  async read({ path, span }, { ignored }, { open, report }) {
    // Only who names such a file loads what reads it.
    const { readParquet } = await import("../formats/parquet.ts");
    const file = await open(path, span);
    const bytes = joinBytes(file.bytes);
    try {
      const { columns, rows, nested } = await readParquet(bytes);
      const odd = nested.filter((name) => !ignored.includes(name));
      if (odd.length > 0) report.fail(nestedColumns(odd, file));
      if (rows === 0) report.fail(noRows(file));
      const frame = withoutIgnored(memoryFrame(file.name, columns, { rows }), ignored);
      return { ...frame, header: [...frame.header, ...nested] };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return report.fail(
        unreadableArrays(file, { reason: error.message, reader: signature.name, bytes }),
      );
    }
  },
});
