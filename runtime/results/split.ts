import { stringify } from "@std/csv";
import type { Prepared } from "../prepare/prepare.ts";

/**
 * Which row is in which part, as CSV: rows count from 1, as in the data before any was left out, in the order of
 * training.
 */
export function splitCsv({ parts, leftOut }: Pick<Prepared, "parts" | "leftOut">): string {
  const rows = parts.flatMap(({ name, indices }) =>
    Array.from(indices, (row) => [String((leftOut?.kept[row] ?? row) + 1), name])
  );
  return stringify([["row", "part"], ...rows]);
}
