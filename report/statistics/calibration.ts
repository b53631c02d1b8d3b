/** A probability that was given to something, and whether it was so. */
export interface Forecast {
  readonly probability: number;
  readonly isTrue: boolean;
}

/** The forecasts whose probabilities lie in one range. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  /** How many of them came true. */
  readonly hits: number;
  /** The mean of their probabilities. */
  readonly mean: number;
}

/**
 * Forecasts in bins of equal width, those that have some, as scikit-learn's `calibration_curve` with
 * `strategy = "uniform"`: a probability at an edge belongs to the bin below it.
 */
export function calibrationBins(
  forecasts: readonly Forecast[],
  bins = 10,
): readonly CalibrationBin[] {
  const width = 1 / bins;
  const edges = Array.from({ length: bins - 1 }, (_, at) => (at + 1) * width);
  const found = Array.from({ length: bins }, () => ({ rows: 0, hits: 0, sum: 0 }));
  for (const { probability, isTrue } of forecasts) {
    if (!Number.isFinite(probability)) continue;
    const bin = found[edges.filter((edge) => edge < probability).length];
    bin.rows++;
    bin.hits += Number(isTrue);
    bin.sum += probability;
  }
  return found.flatMap(({ rows, hits, sum }, at) =>
    rows === 0 ? [] : [{ low: at * width, high: (at + 1) * width, rows, hits, mean: sum / rows }]
  );
}

/**
 * The Brier score: the mean of Σ_c (p[c] - [y = c])², with two classes of the second alone, as scikit-learn's
 * `brier_score_loss`. It is 0 at best.
 * @param rows The probabilities of all classes, and the code of the true one.
 */
export function brierScore(
  rows: readonly { readonly probabilities: readonly number[]; readonly truth: number }[],
): number {
  const errors = rows.map(({ probabilities, truth }) => {
    const squares = probabilities.map((each, code) => (each - Number(code === truth)) ** 2);
    return squares.length === 2 ? squares[1] : squares.reduce((sum, each) => sum + each, 0);
  });
  return errors.reduce((sum, each) => sum + each, 0) / errors.length;
}
