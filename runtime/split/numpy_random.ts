import { mersenne } from "pure-rand/generator/mersenne";

/** The largest seed that NumPy's `RandomState` takes. */
export const largestSeed = 2 ** 32 - 1;

/**
 * The numbers that `numpy.random.RandomState(seed)` draws, bit for bit: the ones behind the splits of
 * scikit-learn and the samples of pandas.
 * @see NumPy, numpy/random/mtrand.pyx, and `random_interval` in
 * numpy/random/src/distributions/distributions.c.
 */
export class RandomState {
  readonly #nextBits: () => number;

  /** @throws {RangeError} If `seed` is no integer in 0..2³² - 1. */
  constructor(seed: number) {
    checkInteger("seed", seed, largestSeed);
    const generator = mersenne(seed);
    this.#nextBits = () => generator.next() >>> 0;
  }

  /**
   * 0..count - 1 in a new order, as `permutation(count)` gives them.
   * @throws {RangeError} If `count` is no integer in 0..2³¹ - 1.
   */
  permutation(count: number): Int32Array {
    checkInteger("count", count, 2 ** 31 - 1);
    return this.shuffled(Int32Array.from({ length: count }, (_, at) => at));
  }

  /** The same values in a new order, as `permutation(values)` gives them. */
  shuffled(values: Int32Array): Int32Array {
    const order = values.slice();
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = this.#interval(last);
      [order[last], order[other]] = [order[other], order[last]];
    }
    return order;
  }

  /** Some of the values, none twice, as `choice(values, size, replace=False)` gives them. */
  choice(values: Int32Array, size: number): Int32Array {
    return this.permutation(values.length).subarray(0, size).map((at) => values[at]);
  }

  /** A number in 0..max from 32 bits at a time: the bits that `max` has, drawn until they fit. */
  #interval(max: number): number {
    const mask = 2 ** (32 - Math.clz32(max)) - 1;
    let value: number;
    do {
      value = (this.#nextBits() & mask) >>> 0;
    } while (value > max);
    return value;
  }
}

function checkInteger(name: string, value: number, max: number): void {
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new RangeError(`${name} must be an integer in 0..${max}, got ${value}`);
  }
}
