import type { Report } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { Access } from "../files/access.ts";
import { urlNotRead } from "../files/file_diagnostics.ts";
import type { ReaderContext } from "./reader.ts";

/** What readers read with. */
export interface ReaderOptions {
  readonly access: Access;
  readonly report: Report;
}

/** What a reader may reach. @param named Where files are named that no text names. */
export function readerContext({ access, report }: ReaderOptions, named?: Span): ReaderContext {
  return {
    report,
    readText: (path, span = named) => access.readText(path, { span, report }),
    open: async (path, span = named, among) => {
      // A path has lost a slash by now.
      if (/^[a-z]{2,}:\//i.test(path)) report.fail(urlNotRead({ path, span }));
      const bytes = await access.open(path, { span, report, ...among && { among } });
      return { name: access.displayName(path), span, bytes };
    },
    list: (path, span = named) => access.list(path, { span, report }),
    isFolder: (path) => access.isFolder(path),
    displayName: (path) => access.displayName(path),
  };
}
