// @ts-types="@types/d3-scale"
import { scaleLinear } from "d3-scale";
import { extent } from "../statistics/extent.ts";

/** Bins between round numbers, or one for each whole number. */
export interface Bins {
  /** Where the first begins. */
  readonly low: number;
  /** How wide each is. */
  readonly step: number;
  /** How many there are. */
  readonly count: number;
  /** Whether each holds one whole number alone, in its middle. */
  readonly isWhole: boolean;
}

/** So many different whole numbers get a bar each. */
const mostWhole = 16;
/** Where they are this far apart, single bars are too thin. */
const widestWhole = 32;

/** Bins for numbers; those that are not finite do not count. @param wanted About so many bins. */
export function roundBins(values: readonly number[], wanted: number): Bins {
  const known = values.filter(Number.isFinite);
  const [low, high] = extent(known);
  const isWhole = known.length > 0 && known.every(Number.isInteger) &&
    high - low <= widestWhole && new Set(known).size <= mostWhole;
  if (isWhole) return { low: low - 0.5, step: 1, count: high - low + 1, isWhole };
  const half = (Math.abs(low) || 1) / 2;
  const wide = low === high ? [low - half, high + half] : [low, high];
  const scale = scaleLinear().domain(wide).nice(wanted);
  const ticks = scale.ticks(wanted);
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : wide[1] - wide[0];
  const [from, to] = scale.domain();
  // The end of a nice domain belongs to the last bin, unless a number lies on it.
  const count = Math.max(1, Math.round((to - from) / step));
  return { low: from, step, count, isWhole };
}

/** How many numbers are in each bin; one on the border of two belongs to the upper one. */
export function countsIn(
  { low, step, count }: Bins,
  values: readonly number[],
): readonly number[] {
  const counts = new Array<number>(count).fill(0);
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    // 0.3 / 0.1 is a little less than 3.
    const at = Math.floor((value - low) / step + 1e-9);
    counts[Math.max(0, Math.min(count - 1, at))]++;
  }
  return counts;
}
