import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { isMissing, type TableColumn } from "../data/column.ts";
import type { Dataset } from "../data/dataset.ts";
import { tableFeatures } from "../data/feature_columns.ts";
import type { LookedAt } from "./looked_at.ts";
import { constantColumns } from "./profile_diagnostics.ts";

/** Fewer rows than this say little. */
const fewRows = 10;
/** So many columns of bytes and nothing else are the pixels of pictures, of 4 x 4 or more. */
const fewestPixels = 16;

/** The columns that say the same in every training row; nothing for pixels, whose edges often do. */
export function constantFindings(
  { columns }: Pick<Dataset, "columns">,
  { frame: { name: place }, train, said }: LookedAt,
): Diagnostic[] {
  const cells = tableFeatures(columns).map((column) => column.cells);
  if (train.length < fewRows || arePixels(cells)) return [];
  const names = cells.filter((each) => !said.has(each.name) && isConstant(each, train))
    .map(({ name }) => name);
  return names.length > 0 ? [constantColumns(names, place)] : [];
}

function arePixels(columns: readonly TableColumn[]): boolean {
  return columns.length >= fewestPixels &&
    columns.every((each) => each.kind === "number" && each.values instanceof Uint8Array);
}

/** Whether the cells that are not missing are all the same. */
function isConstant(column: TableColumn, rows: Int32Array): boolean {
  const cells = column.kind === "number" ? column.values : column.codes;
  const first = rows.find((row) => !isMissing(column, row));
  if (first === undefined) return false;
  return rows.every((row) => cells[row] === cells[first] || isMissing(column, row));
}
