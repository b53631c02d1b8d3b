import { mersenne } from "pure-rand/generator/mersenne";

/** The largest seed that NumPy's `RandomState` takes. */
export const largestSeed = 2 ** 32 - 1;

/**
 * What `numpy.random.RandomState(seed).permutation(count)` gives, bit for bit: 0..count - 1 in the
 * order of its legacy shuffle, the one behind scikit-learn's splits.
 * @throws {RangeError} If `seed` is no integer in 0..2³² - 1 or `count` none in 0..2³¹ - 1.
 * @see NumPy, `RandomState.shuffle` in numpy/random/mtrand.pyx and `random_interval` in
 * numpy/random/src/distributions/distributions.c.
 */
export function permutation(seed: number, count: number): Int32Array {
  checkInteger("seed", seed, largestSeed);
  checkInteger("count", count, 2 ** 31 - 1);
  const generator = mersenne(seed);
  const nextBits = () => generator.next() >>> 0;
  const order = Int32Array.from({ length: count }, (_, at) => at);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = intervalFrom(nextBits, last);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** A number in 0..max from 32 bits at a time: the bits that `max` has, drawn until they fit. */
function intervalFrom(nextBits: () => number, max: number): number {
  const mask = 2 ** (32 - Math.clz32(max)) - 1;
  let value: number;
  do {
    value = (nextBits() & mask) >>> 0;
  } while (value > max);
  return value;
}

function checkInteger(name: string, value: number, max: number): void {
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new RangeError(`${name} must be an integer in 0..${max}, got ${value}`);
  }
}
