import { extent } from "../statistics/extent.ts";
// @ts-types="@types/d3-scale"
import { scaleLinear, scaleLog, scaleUtc } from "d3-scale";

/** From numbers to pixels, with round numbers to label. */
export interface Scale {
  /** Where a number stands, in pixels. */
  (value: number): number;
  readonly domain: readonly [low: number, high: number];
  /** Round numbers in the domain. */
  readonly ticks: readonly number[];
  readonly isLog: boolean;
}

/** What a scale is made of. */
export interface ScaleOptions {
  /** In pixels, from the low end of the domain to the high one. */
  readonly range: readonly [number, number];
  /** About so many ticks. */
  readonly ticks?: number;
  /** Whether the domain ends at round numbers; unless it is said not to. */
  readonly isNice?: boolean;
  /** Ticks at whole numbers alone. */
  readonly isWhole?: boolean;
}

/** A linear scale over some numbers. */
export function linear(
  [low, high]: readonly [number, number],
  { range, ticks = 5, isNice = true, isWhole = false }: ScaleOptions,
): Scale {
  const wide = low === high
    ? [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2]
    : [low, high];
  const scale = scaleLinear(wide, range);
  if (isNice) scale.nice(ticks);
  const found = scale.ticks(ticks).filter((tick) => !isWhole || Number.isInteger(tick));
  return made(scale, found, false);
}

/** A logarithmic scale over positive numbers. */
export function logarithmic(
  [low, high]: readonly [number, number],
  { range, ticks = 5 }: ScaleOptions,
): Scale {
  const scale = scaleLog([roundTo(low, Math.floor), roundTo(high, Math.ceil)], range);
  return made(scale, logTicks(scale.domain() as [number, number], ticks), true);
}

function made(
  scale: { (value: number): number; domain(): number[] },
  ticks: readonly number[],
  isLog: boolean,
): Scale {
  const [low, high] = scale.domain();
  return Object.assign((value: number) => scale(value), {
    ...{ domain: [low, high] as const, ticks, isLog },
  });
}

const steps = [1, 2, 5, 10];

/** The next 1, 2 or 5 times a power of ten, downwards or upwards. */
function roundTo(value: number, round: typeof Math.floor): number {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const share = value / 10 ** exponent;
  const step = round === Math.floor
    ? steps.findLast((each) => each <= share * (1 + 1e-9))
    : steps.find((each) => each >= share * (1 - 1e-9));
  return Number(`${step ?? 1}e${exponent}`);
}

/** The multiples of powers of ten that are labelled, the fewest first. */
const rhythms = [[1], [1, 3], [1, 2, 5]];
const fewestTicks = 3;

/** The starts of years, months or days between two times. @param domain Seconds from 1970 on, as the ticks are. */
export function dateTicks(
  [low, high]: readonly [number, number],
  ticks: number,
): readonly number[] {
  return scaleUtc().domain([low * 1000, high * 1000]).ticks(ticks).map((time) =>
    Number(time) / 1000
  );
}

/** Powers of ten; with 3, or 2 and 5, between them where those are few. */
function logTicks([low, high]: readonly [number, number], most: number): readonly number[] {
  const decades = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, index) => Math.floor(Math.log10(low)) + index,
  );
  const within = (rhythm: readonly number[]) =>
    decades.flatMap((decade) => rhythm.map((each) => Number(`${each}e${decade}`)))
      .filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
  const all = rhythms.map(within);
  const found = all.find((each) => each.length >= fewestTicks) ?? all[all.length - 1];
  const step = Math.ceil(found.length / (most + 1));
  return found.filter((_, index) => index % step === 0);
}

/** Whether numbers are so far apart that only a logarithmic scale shows the small ones. */
export function wantsLog(values: readonly number[]): boolean {
  const finite = values.filter(Number.isFinite);
  const [low, high] = extent(finite);
  return finite.length > 0 && low > 0 && high > 10 * low;
}

/** A domain with a little room at both ends, so that marks do not touch the edge. */
export function padded([low, high]: readonly [number, number]): readonly [number, number] {
  const room = (high - low) * 0.03;
  return [low - room, high + room];
}
