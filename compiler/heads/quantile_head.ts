import { sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { argsort } from "../ops/argsort.ts";
import { gatherElements } from "../ops/gather_elements.ts";
import { neg } from "../ops/neg.ts";
import { reshape } from "../ops/reshape.ts";
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

/** Each target's quantiles from small to large, [...d, D, Q]. @param scores [...d, D Q]. */
function sortedQuantiles(scores: Value, count: number): Value {
  const quantiles = byTarget(scores, count);
  return gatherElements(quantiles, argsort(neg(quantiles)));
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
