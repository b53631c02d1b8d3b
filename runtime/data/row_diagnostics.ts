/**
 * Rows that were left out, and rows that are no data, E0812 to E0814 and W0810: one function per code.
 * @module
 */
import { type Diagnostic, error, warning } from "../../dsl/text/diagnostic.ts";
import type { RaggedRows } from "./data_diagnostics.ts";
import { counted } from "./quoting.ts";

/** Rows with more or fewer cells than the header. @param kept How many are left. */
export function droppedRows({ count, first }: RaggedRows, kept: number): Diagnostic {
  return warning("W0810", { place: first[0].place }, {
    message: `${counted(count, "row")} of ${(count + kept).toLocaleString("en-US")} ` +
      `left out: more or fewer cells than the header, the first with ${first[0].cells}`,
    help: "That is what bad_rows = drop asks for",
  });
}

/** The header again, where tables were put together. @param places Of a cell of each row. */
export function headerRepeated(places: readonly string[]): Diagnostic {
  return error("E0812", { place: placeOfRow(places[0]) }, {
    message: `${counted(places.length, "row")} ${
      places.length === 1 ? "repeats" : "repeat"
    } the header`,
    help: skipping(places),
  });
}

/** A first row that was taken for a header, and is like many others. */
export function headerOfData(
  { repeats, rows }: { readonly repeats: number; readonly rows: number },
  place: string,
): Diagnostic {
  return error("E0817", { place }, {
    message: `${counted(repeats, "row")} of ${rows.toLocaleString("en-US")} say the names of the ` +
      "columns again: the first row is one of the data, and no header",
    help: "Say so: header = false, and give names = [...] where you know them",
  });
}

/** Rows below the header that are about the columns, too. @param places Likewise. */
export function headerContinued(places: readonly string[]): Diagnostic {
  const isOne = places.length === 1;
  return error("E0813", { place: placeOfRow(places[0]) }, {
    message: `The first ${isOne ? "row holds" : `${places.length} rows hold`} words where all ` +
      `others hold numbers: ${isOne ? "it is" : "they are"} about the columns, and no data`,
    help: skipping(places),
  });
}

/** Rows at the end about all others. @param places Likewise. */
export function rowOfTotals(places: readonly string[]): Diagnostic {
  return error("E0814", { place: placeOfRow(places[0]) }, {
    message: places.length === 1
      ? "The last row holds totals of the others, and is no data"
      : `The last ${places.length} rows hold totals of the others, and are no data`,
    help: skipping(places),
  });
}

function placeOfRow(place: string): string {
  return place.replace(/, column.*/, "");
}

/** What to write so that some lines are skipped, which `skiprows` counts from 0. */
function skipping(places: readonly string[]): string {
  const lines = places.flatMap((place) => /:(\d+), column/.exec(place)?.[1] ?? []).map(Number);
  const what = places.length === 1 ? "it" : "them";
  if (lines.length === 0) return `Remove ${what}`;
  const shown = lines.slice(0, 10).map((line) => line - 1).join(", ");
  return `Remove ${what}, or skip ${
    places.length === 1 ? "its line" : "their lines"
  }: skiprows = [${shown}]`;
}
