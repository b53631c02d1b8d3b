import type { RecordedPart } from "./records.ts";

/** A row that got a class. */
export interface ClassRow {
  /** Which of the recorded rows it is, from 0. */
  readonly at: number;
  /** The code of its class. */
  readonly truth: number;
  /** That of the answer. */
  readonly said: number;
  /** The number that the answer got; a probability, unless the model gives scores. */
  readonly sure: number;
  /** That which its class got. */
  readonly ofTruth: number;
}

/** The recorded rows whose class is known. @param classes How many there are. */
export function classRows(
  { targets = [], labels = [], answers }: RecordedPart,
  classes: number,
): readonly ClassRow[] {
  return labels.flatMap((said, at) => {
    const truth = targets[at];
    if (truth === null || truth === undefined) return [];
    const numberOf = (code: number) => answers[at * classes + code] ?? NaN;
    return [{ at, truth, said, sure: numberOf(said), ofTruth: numberOf(truth) }];
  });
}

/** How often each class was answered for each: `counts[truth][said]`. */
export function confusionOf(rows: readonly ClassRow[], classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const { truth, said } of rows) counts[truth][said]++;
  return counts;
}
