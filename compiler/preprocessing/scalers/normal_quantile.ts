import type { Value } from "../../ir/value.ts";
import { abs } from "../../ops/abs.ts";
import { add } from "../../ops/add.ts";
import { div } from "../../ops/div.ts";
import { greater } from "../../ops/greater.ts";
import { log } from "../../ops/log.ts";
import { minimum } from "../../ops/minimum.ts";
import { mul } from "../../ops/mul.ts";
import { neg } from "../../ops/neg.ts";
import { sqrt } from "../../ops/sqrt.ts";
import { sub } from "../../ops/sub.ts";
import { where } from "../../ops/where.ts";
import { numbersLike } from "../base/numbers.ts";

/** Coefficients of powers, from 0 on. */
type Polynomial = readonly number[];

const middle: readonly [Polynomial, Polynomial] = [
  [
    3.387132872796366608,
    133.14166789178437745,
    1971.5909503065514427,
    13731.693765509461125,
    45921.953931549871457,
    67265.770927008700853,
    33430.575583588128105,
    2509.0809287301226727,
  ],
  [
    1,
    42.313330701600911252,
    687.1870074920579083,
    5394.1960214247511077,
    21213.794301586595867,
    39307.89580009271061,
    28729.085735721942674,
    5226.495278852854561,
  ],
];
const tails: readonly [Polynomial, Polynomial] = [
  [
    1.42343711074968357734,
    4.6303378461565452959,
    5.7694972214606914055,
    3.64784832476320460504,
    1.27045825245236838258,
    0.24178072517745061177,
    0.0227238449892691845833,
    0.0007745450142783414076,
  ],
  [
    1,
    2.05319162663775882187,
    1.6763848301838038494,
    0.68976733498510000455,
    0.14810397642748007459,
    0.0151986665636164571966,
    0.00054759380849953449460,
    1.05075007164441684324e-9,
  ],
];

/**
 * The number below which a share of the standard normal distribution lies, Φ⁻¹(p).
 * @param p float64, in 1e-11..1 - 1e-11.
 * @see M. J. Wichura (1988), Algorithm AS 241, PPND16: right to 1e-15 of its size.
 */
export function normalQuantile(p: Value): Value {
  const like = (number: number) => numbersLike(p, number);
  const center = sub(p, like(0.5));
  const near = sub(like(0.180625), mul(center, center));
  const inner = mul(center, ratio(near, middle));
  const least = minimum(p, sub(like(1), p));
  const far = sub(sqrt(neg(log(least))), like(1.6));
  const outer = ratio(far, tails);
  const signed = where(greater(center, like(0)), outer, neg(outer));
  return where(greater(abs(center), like(0.425)), signed, inner);
}

function ratio(x: Value, [above, below]: readonly [Polynomial, Polynomial]): Value {
  return div(valueOf(above, x), valueOf(below, x));
}

/** By Horner's rule. */
function valueOf(polynomial: Polynomial, x: Value): Value {
  return polynomial.slice(0, -1).reduceRight(
    (sum, coefficient) => add(mul(sum, x), numbersLike(x, coefficient)),
    numbersLike(x, polynomial.at(-1) ?? 0),
  );
}
