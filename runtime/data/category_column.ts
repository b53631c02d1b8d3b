import { noteMissing, sortedNames } from "./classes.ts";
import type { Problems } from "./problems.ts";
import type { Table, TableColumn } from "./table.ts";

/** A column of words, one per row. */
export interface CategoryColumn {
  /** As in the header. */
  readonly name: string;
  /** Every word that a row has: by value where all are numbers, else by code point. */
  readonly values: readonly string[];
  /** [rows], without blanks around them. */
  readonly cells: readonly string[];
}

/**
 * The words of a column, compared as text: unlike classes, 1 and 1.0 are two. Empty cells are noted in
 * `problems`.
 */
export function categoryColumn(
  { name, cells: written }: TableColumn,
  { table, problems }: { readonly table: Table; readonly problems: Problems },
): CategoryColumn {
  const cells = written.map((cell) => cell.trim());
  noteMissing(cells, { name, table, problems });
  const words = new Set(cells.filter((cell) => cell !== ""));
  return { name, values: sortedNames([...words]), cells };
}
