/**
 * Functions of float32 numbers, one or four at a time: a lane gets the bits that the scalar gets,
 * since both are the same operations in the same order, none of them fused. What is computed is
 * bound to locals at the call, so the argument is read then, and the result may be read several
 * times.
 *
 * The errors are the largest found, against float64, over every float32 of 2⁻³¹ to 128 and its
 * negative and every 97th of the others, in units in the last place of the exact result. NaN gives
 * NaN. Denormal numbers are taken and given as they are.
 * @module
 */
import { instructionsFor, polynomial, type RealType, withSignOf } from "./arithmetic.ts";
import type { Code } from "./code.ts";
import {
  abs,
  add,
  div,
  eq,
  type Expression,
  i32,
  lt,
  type MaskOf,
  mul,
  neg,
  pmax,
  pmin,
  sub,
} from "./expression.ts";
import { addInteger, shiftLeft, shiftRight, subInteger } from "./integers.ts";

/**
 * ln 2 in two parts: the first has so few bits that its product with a small whole number is exact.
 */
const ln2 = { upper: 0.693359375, lower: -2.12194440e-4 };

/** What is added to a number so that its lowest bits are those of the nearest whole number. */
const wholeShift = { value: 1.5 * 2 ** 23, bits: 0x4b400000 };

const exponentBias = 127;
const mantissaBits = i32(23);

/**
 * eˣ, off by less than 1 unit in the last place; ∞ above 88.73, 0 below -103.98.
 * @see Cephes, `expf.c`, whose polynomial it is.
 */
export function exp<T extends RealType>(code: Code, x: Expression<T>): Expression<T> {
  const { real, whole, ofBits } = instructionsFor(x);
  const { turns, rest } = reduceExponent(code, within(code, x, { from: -104, to: 89 }));
  const n = code.bind(turns);
  // 2ⁿ may be too large or too small for a float32 where the result is not: it is taken in two halves.
  const half = code.bind(shiftRight(n, i32(1)));
  const powerOf = (exponent: Expression<MaskOf<T>>) =>
    ofBits(shiftLeft(addInteger(exponent, whole(exponentBias)), mantissaBits));
  const mantissa = add(rest, real(1));
  return code.bind(mul(mul(mantissa, powerOf(half)), powerOf(subInteger(n, half))));
}

/** eˣ - 1 = `scale` · `rest` + (`scale` - 1), `scale` a power of two, for -87 < x < 88. */
function splitExp<T extends RealType>(code: Code, x: Expression<T>) {
  const { whole, ofBits } = instructionsFor(x);
  const { turns, rest } = reduceExponent(code, x);
  const exponent = addInteger(turns, whole(exponentBias));
  return { scale: code.bind(ofBits(shiftLeft(exponent, mantissaBits))), rest };
}

/** eˣ = 2ⁿ (1 + `rest`) with n = `turns`, the whole number nearest to x / ln 2. */
function reduceExponent<T extends RealType>(code: Code, given: Expression<T>) {
  const { real, whole, bitsOf } = instructionsFor(given);
  const x = code.bind(given);
  const shifted = code.bind(add(mul(x, real(Math.LOG2E)), real(wholeShift.value)));
  const n = code.bind(sub(shifted, real(wholeShift.value)));
  const r = code.bind(sub(sub(x, mul(n, real(ln2.upper))), mul(n, real(ln2.lower))));
  const coefficients = [
    1.9875691500e-4,
    1.3981999507e-3,
    8.3334519073e-3,
    4.1665795894e-2,
    1.6666665459e-1,
    5.0000001201e-1,
  ];
  return {
    turns: subInteger(bitsOf(shifted), whole(wholeShift.bits)),
    rest: add(mul(polynomial(r, coefficients), mul(r, r)), r),
  };
}

/**
 * ln x, off by less than 0.9 units in the last place; -∞ at 0, NaN below.
 * @see Cephes, `logf.c`, whose polynomial it is.
 */
export function log<T extends RealType>(code: Code, given: Expression<T>): Expression<T> {
  const { real, choose } = instructionsFor(given);
  const x = code.bind(given);
  const isDenormal = code.bind(lt(x, real(2 ** -126)));
  const normal = choose(isDenormal, mul(x, real(2 ** 23)), x);
  const found = logOfNormal(code, normal, choose(isDenormal, real(-23), real(0)));
  const atMostZero = choose(eq(x, real(0)), real(-Infinity), real(NaN));
  const aboveZero = choose(lt(x, real(Infinity)), found, x);
  return code.bind(choose(lt(real(0), x), aboveZero, atMostZero));
}

/** ln x + k ln 2 of a positive, normal, finite x. */
function logOfNormal<T extends RealType>(
  code: Code,
  x: Expression<T>,
  k?: Expression<T>,
): Expression<T> {
  const { real, whole, bitsOf, ofBits, ofWhole } = instructionsFor(x);
  const bits = code.bind(bitsOf(x));
  // x = 2ⁿ (1 + f) with √½ ≤ 1 + f < √2.
  const n = code.bind(shiftRight(subInteger(bits, whole(bitsOfRootHalf)), mantissaBits));
  const f = code.bind(sub(ofBits(subInteger(bits, shiftLeft(n, mantissaBits))), real(1)));
  const e = code.bind(k ? add(ofWhole(n), k) : ofWhole(n));
  const square = code.bind(mul(f, f));
  const cubic = mul(mul(polynomial(f, logCoefficients), f), square);
  const small = add(cubic, mul(e, real(ln2.lower)));
  const nearOne = add(f, sub(small, mul(square, real(0.5))));
  return code.bind(add(nearOne, mul(e, real(ln2.upper))));
}

const bitsOfRootHalf = 0x3f3504f3;

const logCoefficients = [
  7.0376836292e-2,
  -1.1514610310e-1,
  1.1676998740e-1,
  -1.2420140846e-1,
  1.4249322787e-1,
  -1.6668057665e-1,
  2.0000714765e-1,
  -2.4999993993e-1,
  3.3333331174e-1,
];

/**
 * ln (1 + x), off by less than 1.5 units in the last place; -∞ at -1, NaN below.
 * What the rounding of u = 1 + x loses is added as (x - (u - 1)) / u.
 */
export function log1p<T extends RealType>(code: Code, given: Expression<T>): Expression<T> {
  const { real, choose } = instructionsFor(given);
  const x = code.bind(given);
  const u = code.bind(add(x, real(1)));
  const found = log(code, u);
  const lost = code.bind(lostBy(x, u));
  // It is NaN where u is 0 or infinite, and there nothing is lost.
  return code.bind(choose(eq(lost, lost), add(found, lost), found));
}

function lostBy<T extends RealType>(x: Expression<T>, u: Expression<T>): Expression<T> {
  return div(sub(x, sub(u, instructionsFor(x).real(1))), u);
}

/** ln (1 + eˣ), off by less than 2 units in the last place: max(x, 0) + ln (1 + e^-|x|). */
export function softplus<T extends RealType>(code: Code, given: Expression<T>): Expression<T> {
  const { real } = instructionsFor(given);
  const x = code.bind(given);
  const y = exp(code, neg(abs(x)));
  const u = code.bind(add(y, real(1)));
  // u is within 1..2: the edges of `log1p` need no care.
  const found = add(logOfNormal(code, u), lostBy(y, u));
  return code.bind(add(pmax(x, real(0)), found));
}

/**
 * 1 / (1 + e⁻ˣ), off by less than 2.5 units in the last place: never by e^|x|, which may be
 * infinite.
 */
export function sigmoid<T extends RealType>(code: Code, given: Expression<T>): Expression<T> {
  const { real, choose } = instructionsFor(given);
  const x = code.bind(given);
  const e = exp(code, neg(abs(x)));
  return code.bind(div(choose(lt(x, real(0)), e, real(1)), add(e, real(1))));
}

/**
 * The hyperbolic tangent, off by less than 2.6 units in the last place, exactly odd, and ±1 above
 * 9.02: with e = exp(-2 |x|) - 1 it is ±|e / (e + 2)|.
 */
export function tanh<T extends RealType>(code: Code, given: Expression<T>): Expression<T> {
  const { real } = instructionsFor(given);
  const x = code.bind(given);
  const twice = code.bind(mul(abs(x), real(-2)));
  // From e^-20 on the result is 1, and the power of two stays a normal number.
  const { scale, rest } = splitExp(code, pmax(twice, real(-20)));
  const e = code.bind(add(mul(rest, scale), sub(scale, real(1))));
  return code.bind(withSignOf(x, abs(div(e, add(e, real(2))))));
}

/**
 * The error function, off by less than 1.2 units in the last place, exactly odd, and ±1 above 3.92.
 * @see Norbert Juffa's `my_erff` in the public domain, as ONNX Runtime has it in `MlasErfKernel`:
 * an odd polynomial, and 1 - e^p(x) from 0.9277 on.
 */
export function erf<T extends RealType>(code: Code, given: Expression<T>): Expression<T> {
  const { real, choose } = instructionsFor(given);
  const x = code.bind(given);
  const size = code.bind(abs(x));
  const square = code.bind(mul(x, x));
  const near = add(mul(polynomial(square, nearCoefficients), x), x);
  const c = code.bind(pmin(size, real(4)));
  const { scale, rest } = splitExp(code, sub(mul(polynomial(c, farCoefficients), c), c));
  const far = sub(sub(real(1), scale), mul(rest, scale));
  return code.bind(choose(lt(size, real(0.927734375)), near, withSignOf(x, far)));
}

const nearCoefficients = [
  -5.96761703e-4,
  4.99119423e-3,
  -2.67681349e-2,
  1.12819925e-1,
  -3.76125336e-1,
  1.28379166e-1,
];

const farCoefficients = [
  -1.72853470e-5,
  3.83197126e-4,
  -3.88396438e-3,
  2.42546219e-2,
  -1.06777877e-1,
  -6.34846687e-1,
  -1.28717512e-1,
];

/** x, or the nearer of two bounds; NaN stays. */
function within<T extends RealType>(
  code: Code,
  x: Expression<T>,
  { from, to }: { readonly from: number; readonly to: number },
): Expression<T> {
  const { real } = instructionsFor(x);
  const bounded = code.bind(pmax(code.bind(x), real(from)));
  return code.bind(pmin(bounded, real(to)));
}
