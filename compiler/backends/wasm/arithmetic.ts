import {
  add,
  bitselect,
  type Expression,
  f32,
  i32,
  type MaskOf,
  mul,
  select,
  v128OfF32,
  v128OfI32,
} from "./expression.ts";
import { and, bitsOfF32, f32LanesOfI32, f32OfBits, f32OfI32, or } from "./integers.ts";

/** What functions are computed on: one float32, or four. */
export type RealType = "f32" | "v128";

/** Instructions that differ between one float32 and four lanes; integers have the type of masks. */
export interface Arithmetic<T extends RealType> {
  /** A float32, in each lane. */
  real(value: number): Expression<T>;
  /** An integer, in each lane. */
  whole(value: number): Expression<MaskOf<T>>;
  bitsOf(x: Expression<T>): Expression<MaskOf<T>>;
  ofBits(bits: Expression<MaskOf<T>>): Expression<T>;
  /** The nearest float32. */
  ofWhole(x: Expression<MaskOf<T>>): Expression<T>;
  /** `a` where the mask is set, else `b`. */
  choose(mask: Expression<MaskOf<T>>, a: Expression<T>, b: Expression<T>): Expression<T>;
}

const scalar: Arithmetic<"f32"> = {
  real: f32,
  whole: i32,
  bitsOf: bitsOfF32,
  ofBits: f32OfBits,
  ofWhole: f32OfI32,
  choose: select,
};

const lanes: Arithmetic<"v128"> = {
  real: v128OfF32,
  whole: v128OfI32,
  bitsOf: (x) => x,
  ofBits: (bits) => bits,
  ofWhole: f32LanesOfI32,
  choose: (mask, a, b) => bitselect(a, b, mask),
};

/** The instructions for what an expression is of. */
export function instructionsFor<T extends RealType>({ type }: Expression<T>): Arithmetic<T> {
  // There is an entry for each type, but TypeScript does not look one up for a generic.
  return ({ f32: scalar, v128: lanes } as unknown as Record<RealType, Arithmetic<T>>)[type];
}

/** c₀ xⁿ + c₁ xⁿ⁻¹ + … + cₙ by Horner's rule; `x` is read n times. */
export function polynomial<T extends RealType>(
  x: Expression<T>,
  [first, ...others]: readonly number[],
): Expression<T> {
  const { real } = instructionsFor(x);
  return others.reduce((sum, each) => add(mul(sum, x), real(each)), real(first));
}

/** A number that is not negative, with the sign of another. */
export function withSignOf<T extends RealType>(
  other: Expression<T>,
  magnitude: Expression<T>,
): Expression<T> {
  const { bitsOf, ofBits, whole } = instructionsFor(other);
  return ofBits(or(bitsOf(magnitude), and(bitsOf(other), whole(0x80000000))));
}
