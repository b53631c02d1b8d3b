import { countOf } from "../ir/tensor.ts";
import type { Random } from "../random.ts";

/** How a parameter starts: its values in row-major order. */
export type Initializer = (shape: readonly number[], random: Random) => Float64Array;

/** Every element drawn evenly from [-bound, bound). */
export function uniform(bound: number): Initializer {
  return (shape, random) =>
    Float64Array.from({ length: countOf(shape) }, () => (2 * random() - 1) * bound);
}

/** The values as they were written. */
export function literal(values: readonly number[]): Initializer {
  return () => Float64Array.from(values);
}
