import type { Share } from "../../dsl/language/signature.ts";

/** A fraction of whole numbers: percents are exact, and floats would round 7% of 100 up to 8. */
export interface Fraction {
  /** Above the line. */
  readonly numerator: bigint;
  /** Below the line, not zero. */
  readonly denominator: bigint;
}

/** A percent as it was written in decimal: 12.5 gives 125/1000. */
export function fractionOf(percent: number): Fraction {
  const [digits, exponent = "0"] = String(percent).split("e");
  const [whole, decimals = ""] = digits.split(".");
  // percent = numerator · 10^-power; a percent is two places further down.
  const power = decimals.length - Number(exponent) + 2;
  const numerator = BigInt(whole + decimals);
  return power >= 0
    ? { numerator, denominator: 10n ** BigInt(power) }
    : { numerator: numerator * 10n ** BigInt(-power), denominator: 1n };
}

/** The sum of two fractions. */
export function sumOf(one: Fraction, other: Fraction): Fraction {
  return {
    numerator: one.numerator * other.denominator + other.numerator * one.denominator,
    denominator: one.denominator * other.denominator,
  };
}

/** One fraction as a share of another, which is not zero. */
export function quotientOf(one: Fraction, other: Fraction): Fraction {
  return {
    numerator: one.numerator * other.denominator,
    denominator: one.denominator * other.numerator,
  };
}

/** ⌈fraction · rows⌉, the rounding of scikit-learn's `test_size`, for fractions from 0 up. */
export function shareOf(fraction: Fraction, rows: number): number {
  const { numerator, denominator } = fraction;
  return Number((numerator * BigInt(rows) + denominator - 1n) / denominator);
}

/** The number of rows that a share of `rows` rows is, rounded up. */
export function rowsOf(share: Share, rows: number): number {
  if ("rows" in share) return share.rows;
  if ("fraction" in share) return Math.ceil(share.fraction * rows);
  return shareOf(fractionOf(share.percent), rows);
}
