import type { ComparedRun, ReportedComparison } from "../input/comparison.ts";

/** The first training of each configuration that went well, the best configuration first. */
export function firstRuns({ rows, runs }: ReportedComparison): readonly ComparedRun[] {
  return rows.flatMap(({ label }) => runs.find((run) => run.label === label) ?? []);
}
