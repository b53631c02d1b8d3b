import type {
  ArgumentsOf,
  ArgumentTable,
  CalledValue,
  Signature,
} from "../../dsl/language/signature.ts";
import { countOf } from "../ir/tensor.ts";
import type { Random } from "./random.ts";

/** How a parameter starts: its values in row-major order. */
export type Initializer = (shape: readonly number[], random: Random) => Float64Array;

/** How an initializer of the language makes values. */
export interface Starting<Arguments> {
  /** Whether it needs a matrix [out, in]: a bias has no number of inputs to scale by. */
  readonly needsMatrix?: boolean;
  /** What is wrong with these arguments together, if anything. */
  problem?(args: Arguments): string | undefined;
  initializer(args: Arguments): Initializer;
}

/** An initializer of the language: its signature and how it makes values. */
export type InitializerKind = Signature & Starting<Readonly<Record<string, unknown>>>;

/** An initializer with its arguments, as a layer gets it. */
export type InitializerCall = CalledValue<InitializerKind>;

/** The initializer of a signature and its meaning. */
export function defineInitializer<const A extends ArgumentTable>(
  definition: Signature<A> & Starting<ArgumentsOf<A>>,
): InitializerKind {
  // A registry forgets each initializer's argument types; `check` has made sure of them before.
  return definition;
}

/** Every element drawn evenly from [-bound, bound). */
export function uniform(bound: number): Initializer {
  return each((random) => (2 * random() - 1) * bound);
}

/** Every element drawn from the normal distribution around 0. */
export function normal(deviation: number): Initializer {
  return each((random) => deviation * standardNormal(random));
}

/** Every element the same. */
export function filled(value: number): Initializer {
  return each(() => value);
}

/** The values as they were written. */
export function literal(values: readonly number[]): Initializer {
  return () => Float64Array.from(values);
}

/** Every element drawn by itself. */
export function each(draw: (random: Random) => number): Initializer {
  return (shape, random) => Float64Array.from({ length: countOf(shape) }, () => draw(random));
}

/** One number from N(0, 1). @see Box and Muller, "A Note on the Generation of Random Normal Deviates". */
export function standardNormal(random: Random): number {
  // 1 - random() is never 0, whose logarithm is infinite.
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
