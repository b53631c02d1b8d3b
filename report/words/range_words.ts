import { fixed, plain, significant } from "./numbers.ts";

/** From where to where a range goes. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

/** The largest number has no more digits than this. */
const mostDigits = 4;

/** Ranges in words, as `9.0 to 15.5`: all with the decimals that their numbers have, of which few are shown. */
export function rangeWriter(ranges: readonly Ends[]): (range: Ends) => string {
  const ends = ranges.flatMap(({ low, high }) => [low, high]);
  const size = Math.max(...ends.map(Math.abs));
  const own = Math.max(...ends.map((end) => plain(end).split(".")[1]?.length ?? 0));
  const most = Math.max(0, mostDigits - 1 - Math.floor(Math.log10(size || 1)));
  const decimals = Math.min(own, most);
  const write = (end: number) =>
    size >= 1e6 || size < 1e-3 ? significant(end, 3) : fixed(end, decimals);
  return ({ low, high }) => {
    const [from, to] = [write(low), write(high)];
    return from === to ? from : `${from} to ${to}`;
  };
}
