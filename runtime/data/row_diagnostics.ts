/**
 * Rows that were left out, W0810 and W0811: one function per code.
 * @module
 */
import { type Diagnostic, warning } from "../../dsl/text/diagnostic.ts";
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
