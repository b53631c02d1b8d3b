import type { ClassHead, IndicatorHead, ValueHead } from "../heads/head.ts";
import { sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { abs } from "../ops/abs.ts";
import { cast } from "../ops/cast.ts";
import { scalar } from "../ir/constant.ts";
import { equal } from "../ops/equal.ts";
import { oneHot } from "../ops/one_hot.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { sub } from "../ops/sub.ts";
import type { LabelContext, ValueContext } from "./metric.ts";

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

/** Numbers as predicted, beside the truth. */
export function valueContext({ scores, targets }: Part, head: ValueHead): ValueContext {
  return { prediction: head.prediction(scores), truth: targets };
}
