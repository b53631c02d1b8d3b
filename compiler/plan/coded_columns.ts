import type { NumberLane } from "../preprocessing/lanes.ts";
import type { PlannedPipeline } from "./plan.ts";

/** A column of numbers that an `embedding` takes as they are: 0..count - 1. */
export interface CodedColumn {
  readonly column: string;
  readonly count: number;
}

/** The columns of numbers that reach an `embedding` as they are, with nothing that scales them. */
export function codedColumns(
  { plan, lanes, features }: Pick<PlannedPipeline, "plan" | "lanes" | "features">,
): readonly CodedColumn[] {
  const plain = (lane: NumberLane | undefined) => lane && !lane.part && lane.scalers.length === 0;
  return plan.embedded.flatMap(({ place, count }) => {
    const { name, column } = features[place];
    return plain(lanes.numbers.find((lane) => lane.name === name)) ? [{ column, count }] : [];
  });
}
