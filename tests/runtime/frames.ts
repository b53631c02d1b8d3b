import type { Report } from "../../dsl/text/report.ts";
import type { Frame } from "../../runtime/data/frame.ts";
import { missingFile } from "../../runtime/files/file_diagnostics.ts";
import { memoryBytes } from "../../runtime/files/byte_source.ts";
import type { ReaderContext } from "../../runtime/readers/reader.ts";

/** The texts of all cells, column by column, as messages would show them. */
export function textsIn({ columns, rows, textOf }: Frame): Record<string, readonly string[]> {
  return Object.fromEntries(
    columns.map(({ name }) => [name, Array.from({ length: rows }, (_, row) => textOf(row, name))]),
  );
}

/** Lets a reader reach some files and no others. */
export function readerContext(
  files: Readonly<Record<string, string | Uint8Array>>,
  report: Report,
): ReaderContext {
  const open: ReaderContext["open"] = (path, span) => {
    const content = files[path];
    if (content === undefined) return report.fail(missingFile({ path, span }));
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    return Promise.resolve({ name: path, span, bytes: memoryBytes(bytes) });
  };
  return {
    report,
    open,
    async readText(path, span) {
      const [bytes = new Uint8Array()] = (await open(path, span)).bytes.chunks();
      return new TextDecoder().decode(bytes);
    },
    list: (path, span) => report.fail(missingFile({ path, span })),
    isFolder: () => Promise.resolve(false),
    displayName: (path) => path,
  };
}
