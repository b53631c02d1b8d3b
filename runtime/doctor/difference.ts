/** How far two lists of numbers are apart. */
export interface Difference {
  /** The largest difference, relative to the largest number of both. */
  readonly relative: number;
  /** The largest difference as it is. */
  readonly absolute: number;
  /** Where it is, from 0. */
  readonly at: number;
}

/**
 * Where two lists of one length are farthest apart; what is no number is as far from numbers as can be.
 * @param allowed How far each two may be apart without being so; not at all unless given.
 */
export function differenceOf(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  allowed: ArrayLike<number> = [],
): Difference {
  let [absolute, at, scale] = [0, 0, 0];
  for (let index = 0; index < a.length; index++) {
    const [left = NaN, right = NaN] = [a[index], b[index]];
    scale = Math.max(scale, Math.abs(left) || 0, Math.abs(right) || 0);
    const apart = distance(left, right);
    const rest = apart === Infinity ? apart : apart - (allowed[index] ?? 0);
    if (rest > absolute) [absolute, at] = [rest, index];
  }
  const isWhole = absolute === 0 || absolute === Infinity;
  return { relative: isWhole ? absolute : absolute / scale, absolute, at };
}

/** How far two numbers are apart; two that are no numbers, or are infinite alike, are not. */
export function distance(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const apart = Math.abs(a - b);
  return Number.isFinite(apart) ? apart : Infinity;
}
