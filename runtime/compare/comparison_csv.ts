import { stringify } from "@std/csv";
import { shortestDecimal } from "../formats/decimal.ts";
import type { MemberResult } from "./compared.ts";

/** `compare.csv`: a line a training, with what it was of, and how it did or why it did not. */
export function comparisonCsv(results: readonly MemberResult[]): string {
  const lines = results.map(({ member: { configuration, seed, folder }, finished, reason }) => ({
    configuration: configuration.label,
    pipeline: configuration.path,
    ...configuration.variant !== undefined && { variant: configuration.variant },
    ...configuration.set,
    ...seed !== undefined && { seed: String(seed) },
    folder,
    ...finished && {
      parameters: String(finished.metrics.parameters),
      epochs: String(finished.metrics.epochs),
      ...Object.fromEntries(
        Object.entries(finished.metrics.parts).flatMap(([part, scores]) =>
          Object.entries(scores).map(([metric, value]) =>
            // JSON has no name for what is no number.
            [`${part}_${metric}`, value === null ? "" : String(shortestDecimal(value))] as const
          )
        ),
      ),
    },
    ...reason !== undefined && { reason },
  }));
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const last = columns.filter((column) => column !== "reason");
  const header = columns.includes("reason") ? [...last, "reason"] : last;
  const cells = lines.map((line: Readonly<Record<string, string>>) =>
    header.map((column) => line[column] ?? "")
  );
  return stringify([header, ...cells]);
}
