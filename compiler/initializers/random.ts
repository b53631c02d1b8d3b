import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { skipN } from "pure-rand/utils/skipN";

const warmUp = 32;

/** A source of numbers drawn evenly from [0, 1). */
export type Random = () => number;

/**
 * A random source that depends on (seed, purpose, key) alone, never on what was drawn before: adding
 * a layer does not change how the others start, and a resumed run draws what it would have drawn.
 * @param seed Whole, in 0..2³² - 1.
 * @param purpose What the numbers are for, such as `initial` or `shuffle`.
 * @param key Which one of its kind: a parameter's name, an epoch.
 */
export function randomFor(seed: number, purpose: string, key: string | number): Random {
  const generator = xoroshiro128plus(hash(`${seed}/${purpose}/${key}`));
  // Its first outputs mirror the seed; they are drawn and forgotten.
  skipN(generator, warmUp);
  return () => uniformFloat64(generator);
}

/** A permutation of 0..count - 1. @see Fisher and Yates; Knuth, TAOCP 3.4.2, algorithm P. */
export function randomOrder(count: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    // Both are below `count`.
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** 32 bits of a text, unsigned. @see FNV-1a, with the finalizer of MurmurHash3. */
export function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) bits = Math.imul(bits ^ byte, 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
