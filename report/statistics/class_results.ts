/** What became of the rows of a class, or of those with a label. */
export interface ClassResult {
  /** How many have it. */
  readonly rows: number;
  /** How many were answered with it. */
  readonly named: number;
  /** How many are both. */
  readonly right: number;
}

/** The result of each class. @param counts How often each class was answered for each: `counts[truth][said]`. */
export function classResults(counts: readonly (readonly number[])[]): readonly ClassResult[] {
  return counts.map((said, code) => ({
    rows: total(said),
    named: total(counts.map((each) => each[code])),
    right: said[code],
  }));
}

/** F1, the harmonic mean of recall and precision; NaN where a class neither is there nor was answered. */
export function f1Of({ rows, named, right }: ClassResult): number {
  return 2 * right / (rows + named);
}

/** A class taken for another, and how often. */
export interface MixUp {
  readonly truth: number;
  readonly said: number;
  readonly rows: number;
}

/** Every class that was taken for another, the most frequent first. */
export function mixUpsOf(counts: readonly (readonly number[])[]): readonly MixUp[] {
  const all = counts.flatMap((row, truth) =>
    row.flatMap((rows, said) => truth !== said && rows > 0 ? [{ truth, said, rows }] : [])
  );
  return all.sort((one, other) => other.rows - one.rows);
}

/** The two classes that are taken for each other most often, whichever way; nothing where none is. */
export function mostMixedPair(mixUps: readonly MixUp[]): MixUp | undefined {
  const pairs = mixUps.map(({ truth, said, rows }) => ({
    truth,
    said,
    rows: rows + (mixUps.find((each) => each.truth === said && each.said === truth)?.rows ?? 0),
  }));
  return pairs.reduce<MixUp | undefined>(
    (most, each) => each.rows > (most?.rows ?? 0) ? each : most,
    undefined,
  );
}

function total(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0);
}
