import { stringify } from "@std/csv";
import type { PreparedPart } from "../prepare/prepare.ts";

/** Which row is in which part, as CSV: rows count from 1, as in the data, in the order of training. */
export function splitCsv(parts: readonly PreparedPart[]): string {
  const rows = parts.flatMap(({ name, indices }) =>
    Array.from(indices, (row) => [String(row + 1), name])
  );
  return stringify([["row", "part"], ...rows]);
}
