import type { ClassHead, IndicatorHead, Quantiles, ValueHead } from "../heads/head.ts";
import { sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { abs } from "../ops/abs.ts";
import { cast } from "../ops/cast.ts";
import { scalar } from "../ir/constant.ts";
import { equal } from "../ops/equal.ts";
import { oneHot } from "../ops/one_hot.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { sub } from "../ops/sub.ts";
import type { IntervalContext, LabelContext, ValueContext } from "./metric.ts";

/** What a part is scored by. */
export interface Part {
  /** What the last layer gives, float32 [N, n]. */
  readonly scores: Value;
  /** Class codes, int32 [N], or numbers, float32 [N, D]. */
  readonly targets: Value;
}

/** Classes or labels as answered, beside the truth. */
export function labelContext(
  { scores, targets }: Part,
  head: ClassHead | IndicatorHead,
): LabelContext {
  const probability = head.probability(scores);
  const label = head.label(scores);
  if (head.kind === "indicators") {
    const answer = cast(label, "float32");
    const wrong = reduceSum(abs(sub(answer, targets)), { axes: [-1] });
    const isRight = cast(equal(wrong, scalar(0)), "float32");
    return { truth: targets, answer, probability, isRight, isExclusive: false };
  }
  const classes = sizeOf(probability.type.shape.at(-1));
  return {
    truth: oneHot(targets, classes),
    answer: oneHot(label, classes),
    probability,
    isRight: cast(equal(label, targets), "float32"),
    isExclusive: true,
  };
}

/** The level of the quantile that stands for a number. */
const median = 0.5;

/** The place of the median among the quantiles of a head; nothing where it is none of them. */
export function medianOf({ levels }: Quantiles): number | undefined {
  const place = levels.indexOf(median);
  return place < 0 ? undefined : place;
}

/** Numbers as predicted, beside the truth; of quantiles, the median is the prediction. */
export function valueContext({ scores, targets }: Part, head: ValueHead): ValueContext {
  const { quantiles } = head;
  const place = quantiles && medianOf(quantiles);
  const prediction = quantiles && place !== undefined
    ? quantiles.at(scores, place)
    : head.prediction(scores);
  return { prediction, truth: targets };
}

/** The outermost quantiles, beside the truth. */
export function intervalContext({ scores, targets }: Part, quantiles: Quantiles): IntervalContext {
  const high = quantiles.at(scores, quantiles.levels.length - 1);
  return { low: quantiles.at(scores, 0), high, truth: targets };
}
