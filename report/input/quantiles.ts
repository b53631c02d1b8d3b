import type { Records } from "./records.ts";
import { targetNames } from "./run.ts";

/** The levels of the quantiles that each target is answered with, such as 0.1 and 0.9; none where it is one number. */
export function quantileLevels(records: Records): readonly number[] {
  const { kind, names } = records.answers;
  const targets = targetNames(records);
  const each = names.length / targets.length;
  if (kind !== "numbers" || targets.length === 0 || !Number.isInteger(each) || each < 2) return [];
  const levels = names.slice(0, each).map((name) => Number(name.slice(targets[0].length + 1)));
  return levels.every((level) => level > 0 && level < 1) ? levels : [];
}
