import type { PartName } from "../../dsl/language/pipeline.ts";
import { rowsOf } from "../input/run.ts";
import { counted } from "./numbers.ts";

/** One row of a part, in words: `test row`. */
export function rowOf(part: PartName): string {
  return rowsOf(part).replace(/s$/, "");
}

/** So many rows of a part, in words: `1 test row`, `30 test rows`. */
export function countedRows(rows: number, part: PartName): string {
  return counted(rows, rowOf(part));
}
