import { constant } from "../ir/constant.ts";
import { sizeOf, tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { take } from "../ops/take.ts";
import { where } from "../ops/where.ts";
import { reshape } from "../ops/reshape.ts";
import { maximum } from "../ops/maximum.ts";
import { minimum } from "../ops/minimum.ts";
import { slice } from "../ops/slice.ts";
import type { ValueHead } from "./head.ts";

/**
 * Scores are quantiles of each target, [N, D Q]: those of the first target in the order of their levels,
 * then those of the next. The answers are sorted within each target, so that no quantile is above a higher
 * one, however the model has learnt them. @param levels From small to large.
 * @see "Quantile and Probability Curves Without Crossing", Econometrica 78 (2010).
 */
export function quantileHead(levels: readonly number[]): ValueHead {
  return {
    kind: "values",
    prediction: (scores) => reshape(sortedQuantiles(scores, levels.length), scores.type.shape),
    quantiles: {
      levels,
      at: (scores, place) => quantileAt(sortedQuantiles(scores, levels.length), place),
    },
  };
}

/**
 * Each target's quantiles from small to large, [...d, D, Q]: neighbours are exchanged, as often as there are
 * quantiles. `TopK` of ONNX Runtime 1.30 ends the process where there are no rows. @param scores [...d, D Q].
 * @see D. E. Knuth, "The Art of Computer Programming" 3, 5.3.4, odd-even transposition.
 */
function sortedQuantiles(scores: Value, count: number): Value {
  let sorted = byTarget(scores, count);
  for (let round = 0; round < count; round++) {
    const partners = Array.from({ length: count }, (_, place) => partnerOf(place, round, count));
    const others = take(sorted, partners);
    const isLower = constant(
      tensor([count], partners.map((at, place) => Number(place < at)), "bool"),
    );
    sorted = where(isLower, minimum(sorted, others), maximum(sorted, others));
  }
  return sorted;
}

/** The place that one is compared with; itself at an end that is left over. */
function partnerOf(place: number, round: number, count: number): number {
  const partner = (place + round) % 2 === 0 ? place + 1 : place - 1;
  return partner >= 0 && partner < count ? partner : place;
}

/** Scores as quantiles of targets, [...d, D, Q]. @param scores [...d, D Q]. */
export function byTarget(scores: Value, count: number): Value {
  const { shape } = scores.type;
  return reshape(scores, [...shape.slice(0, -1), sizeOf(shape.at(-1)) / count, count]);
}

function quantileAt(quantiles: Value, place: number): Value {
  const one = slice(quantiles, { axis: -1, start: place, end: place + 1 });
  return reshape(one, one.type.shape.slice(0, -1));
}
