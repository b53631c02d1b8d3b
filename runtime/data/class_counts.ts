import type { Dataset } from "./dataset.ts";

/** How many of some rows have each class; nothing for numbers. */
export function classCounts(target: Dataset["target"], rows: Int32Array): readonly number[] {
  if (target?.kind !== "classes") return [];
  const counts = target.classes.map(() => 0);
  for (const row of rows) counts[target.codes[row]] += 1;
  return counts;
}
