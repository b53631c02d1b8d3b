import { type Program, programOf } from "../../compiler/compile.ts";
import type { PlannedPipeline } from "../../compiler/plan/plan.ts";
import { noStatistics, type Statistics } from "../../compiler/preprocessing/statistics.ts";
import { valuesOf } from "../data/column.ts";
import type { Dataset, Target } from "../data/dataset.ts";

/** A plan with what is learnt from the training rows alone: other rows must not influence the model. */
export function fit(plan: PlannedPipeline, dataset: Dataset, rows: Int32Array): Program {
  return programOf(plan, statisticsOf(plan, dataset, rows));
}

function statisticsOf(
  { pipeline: { scale } }: PlannedPipeline,
  dataset: Dataset,
  rows: Int32Array,
): Statistics {
  const classCounts = countClasses(dataset.target, rows);
  if (!scale) return { ...noStatistics, classCounts };
  const columns = columnsOf(dataset, rows);
  return { scaling: scale.definition.fit(columns, scale.arguments), classCounts };
}

/** The numeric columns one by one, each in the place of the one before it. */
function* columnsOf({ numeric }: Dataset, rows: Int32Array): Iterable<Float64Array> {
  const into = new Float64Array(rows.length);
  for (const column of numeric) yield valuesOf(column, { rows, into });
}

function countClasses(target: Target | undefined, rows: Int32Array): number[] {
  if (target?.kind !== "classes") return [];
  const counts = target.classes.map(() => 0);
  rows.forEach((row) => counts[target.codes[row]]++);
  return counts;
}
