import type { Records } from "./records.ts";

/** How much worse a model gets where a column is shuffled. */
export interface ShuffledColumn {
  readonly column: string;
  /** Each time. */
  readonly drops: readonly number[];
  readonly mean: number;
}

/** The columns that were shuffled, the most important first; none where they were not. */
export function shuffledColumns({ importance }: Records): readonly ShuffledColumn[] {
  if (!importance || "left_out" in importance) return [];
  const all = importance.columns.flatMap(({ column, drops }): ShuffledColumn[] => {
    const finite = drops.flatMap((drop) => drop === null ? [] : [drop]);
    if (finite.length === 0) return [];
    const mean = finite.reduce((sum, drop) => sum + drop, 0) / finite.length;
    return [{ column, drops: finite, mean }];
  });
  return all.sort((one, other) => other.mean - one.mean);
}
