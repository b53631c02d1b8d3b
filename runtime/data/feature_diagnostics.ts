/**
 * Cells that are not what their column is said to hold, E0950 to E0952: one function per code.
 * @module
 */
import type { CodedSchema } from "../../compiler/schema/schema.ts";
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import { listed, quoted, written } from "./quoting.ts";

/** A word that an order does not list, or that says neither yes nor no. */
export function unknownOrdinal(
  word: string,
  { kind, name, words }: CodedSchema,
  place: string,
): Diagnostic {
  const guess = nearest(word, words);
  if (kind === "boolean") {
    return error("E0950", { place }, {
      message: `${quoted(word)} says neither yes nor no`,
      help: `Correct the cell, or write column ${written(name)}: category`,
    });
  }
  return error("E0951", { place }, {
    message: `${quoted(word)} is not in the order of column ${quoted(name)}: ${listed(words)}`,
    help: guess ? `Did you mean ${quoted(guess)}?` : "Add it to the list, or correct the cell",
  });
}

/** A cell of a column of dates that is none. */
export function notADate(
  cell: string,
  { format, place }: { readonly format?: string; readonly place: string },
): Diagnostic {
  return error("E0952", { place }, {
    message: `${quoted(cell)} is not a date` +
      (format === undefined ? " as 2024-05-31 or 2024-05-31 13:45" : ` like ${quoted(format)}`),
    help: 'Correct the cell, or say how dates are written: date(format = "%d.%m.%Y")',
  });
}
