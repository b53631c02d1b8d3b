import type { Metrics, PrintedExpectation } from "../input/metrics.ts";
import { plain } from "./numbers.ts";

/** An expectation and what came of it. */
export interface ToldExpectation {
  /** `accuracy on test`, and of how many trainings where of several. */
  readonly what: string;
  /** `0.85 to 1`. */
  readonly range: string;
  /** With enough digits to see on which side of the range it is; empty where this run alone cannot tell. */
  readonly value: string;
  /** Nothing where this run alone cannot tell. */
  readonly holds?: boolean;
}

/** What a pipeline expects, held against what was measured. */
export function toldExpectations(
  { expectations = [], parts }: Pick<Metrics, "expectations" | "parts">,
): readonly ToldExpectation[] {
  return expectations.map((expected) => {
    const { metric, part, low, high, seeds } = expected;
    const what = `${metric} on ${part}`;
    const range = `${asTyped(low)} to ${asTyped(high)}`;
    if (seeds !== undefined) return { what: `${what}, mean of ${seeds} seeds`, range, value: "" };
    const value = parts[part]?.[metric] ?? NaN;
    return {
      what,
      range,
      value: besideRange(value, expected),
      holds: value >= low && value <= high,
    };
  });
}

/** Digits that a value shows at least, and at most. */
const [fewest, most] = [3, 8];

/** A value with so many digits that it is on its side of both ends of a range, as it is unrounded. */
export function besideRange(
  value: number,
  { low, high }: Pick<PrintedExpectation, "low" | "high">,
): string {
  if (!Number.isFinite(value)) return "NaN";
  const sides = (each: number) => [low, high].map((end) => Math.sign(each - end)).join();
  for (let digits = fewest; digits < most; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (sides(rounded) === sides(value)) return asTyped(rounded);
  }
  return asTyped(Number(value.toPrecision(most)));
}

/** A number as the pipeline has it; a long one with commas. */
function asTyped(value: number): string {
  const text = plain(value);
  return Number(text.replaceAll(",", "").replace("\u2212", "-")) === value
    ? text
    : String(value).replace("-", "\u2212");
}
