/**
 * Cells that are not what their column is said to hold, E0950 to E0952: one function per code.
 * @module
 */
import type { CodedSchema } from "../../compiler/schema/schema.ts";
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import { inTotal, type OddCells, otherCells } from "./odd_cells.ts";
import { listed, quoted, written } from "./quoting.ts";

/** Words that an order does not list, or that say neither yes nor no. */
export function unknownOrdinal(cells: OddCells, { kind, name, words }: CodedSchema): Diagnostic {
  const [{ text, place }] = cells.first;
  const guess = nearest(text, words);
  const notes = otherCells(cells);
  if (kind === "boolean") {
    return error("E0950", { place }, {
      message: `${quoted(text)} says neither yes nor no${inTotal(cells)}`,
      notes,
      help: `Correct the cell, or write column ${written(name)}: category`,
    });
  }
  return error("E0951", { place }, {
    message: `${quoted(text)} is not in the order of column ${quoted(name)}, ${listed(words)}` +
      inTotal(cells),
    notes,
    help: guess ? `Did you mean ${quoted(guess)}?` : "Add it to the list, or correct the cell",
  });
}

/** Cells of a column of dates that are none. */
export function notADate(cells: OddCells, format: string | undefined): Diagnostic {
  const [{ text, place }] = cells.first;
  return error("E0952", { place }, {
    message: `${quoted(text)} is not a date` +
      (format === undefined ? " as 2024-05-31 or 2024-05-31 13:45" : ` like ${quoted(format)}`) +
      inTotal(cells),
    notes: otherCells(cells),
    help: 'Correct the cell, or say how dates are written: date(format = "%d.%m.%Y")',
  });
}
