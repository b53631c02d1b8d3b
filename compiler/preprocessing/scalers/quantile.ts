import { int, word } from "../../../dsl/language/signature.ts";
import { scalar } from "../../ir/constant.ts";
import type { Value } from "../../ir/value.ts";
import { add } from "../../ops/add.ts";
import { cast } from "../../ops/cast.ts";
import { div } from "../../ops/div.ts";
import { equal } from "../../ops/equal.ts";
import { gatherElements } from "../../ops/gather_elements.ts";
import { greater } from "../../ops/greater.ts";
import { minimum } from "../../ops/minimum.ts";
import { mul } from "../../ops/mul.ts";
import { sub } from "../../ops/sub.ts";
import { take } from "../../ops/take.ts";
import { transpose } from "../../ops/transpose.ts";
import { where } from "../../ops/where.ts";
import { columnsArgument, overArgument } from "../base/arguments.ts";
import { numbersLike } from "../base/numbers.ts";
import type { Sample } from "../base/sample.ts";
import { limited } from "./clip.ts";
import { normalQuantile } from "./normal_quantile.ts";
import { defineScaler, type LearntRows } from "./scaler.ts";

/** So far from 0 and 1 are shares of which a normal number is made: `BOUNDS_THRESHOLD` of scikit-learn. */
const leastShare = 1e-7 - Number.EPSILON;

/**
 * The share of the training rows that lie below a value, or the number of the standard normal distribution below
 * which that share lies, as scikit-learn's `QuantileTransformer` with `subsample=None`: every feature is then
 * spread alike, whatever it looked like.
 */
export const quantileScaler = defineScaler({
  name: "quantile",
  doc:
    "The share of training rows below a value, or the normal number for it, as QuantileTransformer.",
  arguments: {
    to: word(["normal", "uniform"], {
      default: "uniform",
      doc: "how the results are spread: from 0 to 1, or normally",
    }),
    n: int({
      min: 2,
      max: 10_000,
      default: 1000,
      doc: "how many quantiles are learnt; no more than there are rows",
    }),
    over: overArgument,
    columns: columnsArgument,
  },
  fit: (sample, { n }) => knotsOf(sample, Math.min(n, sample.size + sample.missing)),
  build(x, { rows }, { to }) {
    // Feature by feature, so that each has its own row of knots.
    const shares = transpose(sharesOf(transpose(x), { rows }));
    if (to === "uniform") return cast(shares, x.type.dtype);
    const inside = limited(shares, { low: leastShare, high: 1 - leastShare });
    return cast(normalQuantile(inside), x.type.dtype);
  },
  formula: (x, _, { to }) => to === "normal" ? `normal_quantile(share(${x}))` : `share(${x})`,
});

/**
 * The different quantiles of n shares, each with the lowest and the highest share that has it, and with what a
 * value that equals it becomes. One more follows, which no value reaches.
 */
function knotsOf(sample: Sample, n: number) {
  const knots: { at: number; low: number; high: number }[] = [];
  for (let at = 0; at < n; at++) {
    // With the roundings of NumPy's linspace and percentile: where values tie, they decide.
    const share = at > 0 && at === n - 1 ? 1 : at * (1 / Math.max(1, n - 1));
    const value = sample.quantile(100 * share / 100);
    const last = knots.at(-1);
    if (last && value <= last.at) last.high = share;
    else knots.push({ at: value, low: share, high: share });
  }
  const padded = (values: readonly number[], rest: number) => [
    ...values,
    ...Array<number>(n + 1 - values.length).fill(rest),
  ];
  const middle = knots.map(({ low, high }, place) => {
    if (place === 0) return 0;
    return place === knots.length - 1 ? 1 : (low + high) / 2;
  });
  return {
    knots: padded(knots.map(({ at }) => at), Infinity),
    low: padded(knots.map(({ low }) => low), 1),
    high: padded(knots.map(({ high }) => high), 1),
    middle: padded(middle, 1),
  };
}

/** Shares between those of the knots on both sides, float64. @param x [k, N], a row a feature. */
function sharesOf(x: Value, { rows }: Pick<LearntRows, "rows">): Value {
  const knots = rows("knots");
  const before = lastKnotBelow(x, knots);
  const after = minimum(add(before, scalar(1)), scalar(lastPlace(knots)));
  const [from, to] = [knots, knots].map((table, at) =>
    cast(pick(table, at === 0 ? before : after), "float64")
  );
  const [start, end] = [pick(rows("high"), before), pick(rows("low"), after)]
    .map((share) => cast(share, "float64"));
  const exact = cast(x, "float64");
  const like = (number: number) => numbersLike(exact, number);
  const part = limited(div(sub(exact, from), sub(to, from)), { low: 0, high: 1 });
  const between = add(start, mul(part, sub(end, start)));
  const own = cast(pick(rows("middle"), before), "float64");
  const found = where(equal(exact, from), own, between);
  return where(greater(cast(take(knots, [0]), "float64"), exact), like(0), found);
}

/** The place of the last knot that is not above x, by halving: float32, like x. */
function lastKnotBelow(x: Value, knots: Value): Value {
  const last = lastPlace(knots);
  let place: Value = scalar(0);
  for (let step = 2 ** Math.floor(Math.log2(last)); step >= 1; step /= 2) {
    const next = minimum(add(place, scalar(step)), scalar(last));
    const knot = next.type.shape.length === 0 ? take(knots, [step]) : pick(knots, next);
    place = where(greater(knot, x), place, next);
  }
  return place;
}

function pick(table: Value, places: Value): Value {
  return gatherElements(table, cast(places, "int32"));
}

function lastPlace(knots: Value): number {
  return Number(knots.type.shape.at(-1)) - 1;
}
