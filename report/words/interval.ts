/** From where to where something may lie. */
export type Interval = readonly [low: number, high: number];

/** The quantile of the normal distribution that leaves 2.5% at each side. */
const z = 1.959964;

/**
 * Where the true share lies with 95% confidence, of so many hits in so many rows.
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
 */
export function shareInterval(hits: number, rows: number): Interval {
  const share = hits / rows;
  const middle = (share + z * z / (2 * rows)) / (1 + z * z / rows);
  const half = z / (1 + z * z / rows) *
    Math.sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** Where the true mean lies with 95% confidence, by the normal approximation; a point for less than two numbers. */
export function meanInterval(values: readonly number[]): Interval {
  // Of huge numbers the squares would overflow.
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const mean = values.reduce((sum, value) => sum + value / size, 0) / values.length;
  if (values.length < 2) return [mean * size, mean * size];
  const squares = values.reduce((sum, value) => sum + (value / size - mean) ** 2, 0);
  const half = z * Math.sqrt(squares / (values.length - 1) / values.length);
  return [(mean - half) * size, (mean + half) * size];
}
