import type { Value } from "../ir/value.ts";
import { argsort } from "../ops/argsort.ts";
import { cast } from "../ops/cast.ts";
import { scalar } from "../ir/constant.ts";
import { cumulativeSum } from "../ops/cumulative_sum.ts";
import { equal } from "../ops/equal.ts";
import { gatherElements } from "../ops/gather_elements.ts";
import { greater } from "../ops/greater.ts";
import { maximum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { scatterAdd } from "../ops/scatter_add.ts";
import { slice } from "../ops/slice.ts";
import { sub } from "../ops/sub.ts";
import { transpose } from "../ops/transpose.ts";
import type { LabelContext } from "./metric.ts";

/**
 * The rows of a part in groups of equal probability, the most probable first: the thresholds of its
 * ROC and precision-recall curves. Each float32 [K, N]; the groups after the last are empty.
 */
export interface TieGroups {
  /** How many rows of a group have the label. */
  readonly positives: Value;
  /** How many have not. */
  readonly negatives: Value;
  /** How many rows in all have the label, and how many have not, float32 [K, 1]. */
  readonly totals: { readonly positives: Value; readonly negatives: Value };
}

/** The groups of each label, in O(N log N); of two classes, those of the second alone. */
export function tieGroups({ truth, probability, isExclusive }: LabelContext): TieGroups {
  const isBinary = isExclusive && probability.type.shape.at(-1) === 2;
  const byLabel = (each: Value) =>
    transpose(isBinary ? slice(each, { axis: -1, start: 1, end: 2 }) : each);
  const scores = byLabel(probability);
  const order = argsort(scores);
  const positives = gatherElements(byLabel(truth), order);
  const groups = groupOf(gatherElements(scores, order));
  const none = mul(positives, scalar(0));
  const negatives = sub(scalar(1), positives);
  const total = (x: Value) => reduceSum(x, { axes: [-1], keepDims: true });
  return {
    positives: scatterAdd(none, groups, positives),
    negatives: scatterAdd(none, groups, negatives),
    totals: { positives: total(positives), negatives: total(negatives) },
  };
}

/** The number of each element's group of equals, from 0, int32 [K, N]. @param falling Sorted. */
function groupOf(falling: Value): Value {
  const places = cumulativeSum(cast(equal(falling, falling), "float32"));
  const before = maximum(sub(places, scalar(2)), scalar(0));
  const isNew = greater(gatherElements(falling, cast(before, "int32")), falling);
  return cast(cumulativeSum(cast(isNew, "float32")), "int32");
}
