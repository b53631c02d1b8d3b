import type { Records } from "./records.ts";

/** The id of a line in the source of a page: `L12`, or `L2-12` in the second file. */
export function lineId(
  { sources = [] }: Pick<Records, "sources">,
  { file, line }: { readonly file?: string; readonly line?: number },
): string | undefined {
  const at = sources.findIndex((source) => source.file === file);
  if (at < 0 || line === undefined) return undefined;
  const { length } = sources[at].text.split("\n");
  if (line < 1 || line > length) return undefined;
  return at === 0 ? `L${line}` : `L${at + 1}-${line}`;
}
