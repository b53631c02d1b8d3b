/** A row that is of a class or not, and how much the model takes it for one. */
export interface RankedRow {
  readonly score: number;
  readonly isPositive: boolean;
}

/** What is counted as positive from a threshold on. */
export interface Cutoff {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

/** Rows by their scores: a cutoff at each of them, from the highest down; the first one takes no row. */
export interface Ranking {
  readonly positives: number;
  readonly negatives: number;
  readonly cutoffs: readonly Cutoff[];
}

/** A place on a curve, both from 0 to 1. */
export type RankingPoint = readonly [x: number, y: number];

/** The ranking of some rows; those whose score is not finite do not count. */
export function rankingOf(rows: readonly RankedRow[]): Ranking {
  const sorted = rows.filter(({ score }) => Number.isFinite(score))
    .toSorted((one, other) => other.score - one.score);
  const cutoffs: Cutoff[] = [{ threshold: Infinity, truePositives: 0, falsePositives: 0 }];
  let [truePositives, falsePositives] = [0, 0];
  sorted.forEach(({ score, isPositive }, at) => {
    if (isPositive) truePositives++;
    else falsePositives++;
    // Equal scores fall on the same side of every threshold.
    if (sorted[at + 1]?.score !== score) {
      cutoffs.push({ threshold: score, truePositives, falsePositives });
    }
  });
  return { positives: truePositives, negatives: falsePositives, cutoffs };
}

/** The true positive rate against the false positive rate, as scikit-learn's `roc_curve`. */
export function rocPoints({ positives, negatives, cutoffs }: Ranking): readonly RankingPoint[] {
  return cutoffs.map(({ truePositives, falsePositives }) => [
    falsePositives / negatives,
    truePositives / positives,
  ]);
}

/** The area under the ROC curve by the trapezoidal rule, as scikit-learn's `roc_auc_score`; NaN with one class alone. */
export function rocArea(ranking: Ranking): number {
  const points = rocPoints(ranking);
  return points.slice(1).reduce((sum, [x, y], at) => {
    const [x0, y0] = points[at];
    return sum + (x - x0) * (y + y0) / 2;
  }, 0);
}

/** Precision against recall, as scikit-learn's `precision_recall_curve`: it begins at recall 0 with precision 1. */
export function precisionRecallPoints({ positives, cutoffs }: Ranking): readonly RankingPoint[] {
  return cutoffs.map(({ truePositives, falsePositives }) => [
    truePositives / positives,
    truePositives + falsePositives === 0 ? 1 : truePositives / (truePositives + falsePositives),
  ]);
}

/** Σ (R_n - R_{n-1}) P_n over the thresholds, as scikit-learn's `average_precision_score`; NaN without a positive row. */
export function averagePrecision(ranking: Ranking): number {
  const points = precisionRecallPoints(ranking);
  return points.slice(1).reduce(
    (sum, [recall, precision], at) => sum + (recall - points[at][0]) * precision,
    0,
  );
}

/** What a threshold takes: all rows whose score is at least that. */
export function cutoffAt({ cutoffs }: Ranking, threshold: number): Cutoff {
  const taken = cutoffs.findLast((cutoff) => cutoff.threshold >= threshold);
  return { ...taken ?? cutoffs[0], threshold };
}
