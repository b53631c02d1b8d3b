import { duplicateColumn, namelessColumn } from "./data_diagnostics.ts";
import type { TableMistakes } from "./table_mistakes.ts";

/** Notes columns without a name, and names of several columns. @param place Where the header stands. */
export function checkHeader(
  names: readonly string[],
  { place, mistakes }: { readonly place: string; readonly mistakes: TableMistakes },
): void {
  const seen = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    if (name === "") mistakes.add(() => namelessColumn(at + 1, place));
    else if (count === 2) mistakes.add(() => duplicateColumn(name, place));
  }
}
