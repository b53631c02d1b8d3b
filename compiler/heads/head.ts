import type { Value } from "../ir/value.ts";
import { argmax } from "../ops/argmax.ts";
import { cast } from "../ops/cast.ts";
import { concat } from "../ops/concat.ts";
import { scalar } from "../ir/constant.ts";
import { exp } from "../ops/exp.ts";
import { greater } from "../ops/greater.ts";
import { reshape } from "../ops/reshape.ts";
import { sigmoid } from "../ops/sigmoid.ts";
import { softmax } from "../ops/softmax.ts";
import { sub } from "../ops/sub.ts";

/** How the scores of the last layer [N, n] become answers. */
export type Head = ClassHead | IndicatorHead | ValueHead;

/** Answers with one of a few classes. */
export interface ClassHead {
  readonly kind: "classes";
  /** What it applies to the scores itself, so that no layer should have done so before. */
  readonly activation?: "softmax" | "sigmoid";
  /** Whether the probabilities are mere scores in 0..1, since the loss knows none. */
  readonly isMargin?: boolean;
  /** The probability of each class, float32 [N, C]. */
  probability(scores: Value): Value;
  /** The code of the chosen class, int32 [N]. */
  label(scores: Value): Value;
}

/** Answers yes or no for each of several labels. */
export interface IndicatorHead {
  readonly kind: "indicators";
  readonly activation?: "sigmoid";
  /** The probability of each label, float32 [N, D]. */
  probability(scores: Value): Value;
  /** 1 for each label that is chosen, int32 [N, D]. */
  label(scores: Value): Value;
}

/** Answers with numbers. */
export interface ValueHead {
  readonly kind: "values";
  /** The numbers in the unit of the target, float32 [N, D]; [N, D Q] where there are quantiles. */
  prediction(scores: Value): Value;
  /** Where each number is answered by some of its quantiles. */
  readonly quantiles?: Quantiles;
}

/** Quantiles of each number, in the place of the number itself. */
export interface Quantiles {
  /** Each in (0, 1), from small to large. */
  readonly levels: readonly number[];
  /** The quantile at a place among the levels, float32 [N, D]. */
  at(scores: Value, place: number): Value;
}

/** Scores [N, C] are logits: the largest one wins. */
export const softmaxHead: ClassHead = {
  kind: "classes",
  activation: "softmax",
  probability: softmax,
  label: argmax,
};

/** Scores [N, C] are probabilities already, after a softmax layer. */
export const probabilityHead: ClassHead = {
  kind: "classes",
  probability: (scores) => scores,
  label: argmax,
};

/** Scores [N, C] are logarithms of probabilities, after a log_softmax layer. */
export const logProbabilityHead: ClassHead = {
  kind: "classes",
  probability: exp,
  label: argmax,
};

/** One score [N, 1] is the logit of the second class; it wins above 0. */
export const sigmoidHead: ClassHead = {
  kind: "classes",
  activation: "sigmoid",
  probability(scores) {
    const second = sigmoid(scores);
    return concat([sub(scalar(1), second), second], -1);
  },
  label: (scores) => reshape(isPositive(scores), scores.type.shape.slice(0, -1)),
};

/** Scores [N, C] are margins: the largest one wins. */
export const marginHead: ClassHead = { ...softmaxHead, activation: undefined, isMargin: true };

/** One score [N, 1] is the margin of the second class; it wins above 0. */
export const binaryMarginHead: ClassHead = {
  ...sigmoidHead,
  activation: undefined,
  isMargin: true,
};

/** Each score [N, D] is the logit of a label of its own, chosen above 0. */
export const indicatorHead: IndicatorHead = {
  kind: "indicators",
  activation: "sigmoid",
  probability: sigmoid,
  label: isPositive,
};

/** Scores are predictions in the unit of the target. */
export const identityHead: ValueHead = { kind: "values", prediction: (scores) => scores };

/** Scores are logarithms of predictions. */
export const expHead: ValueHead = { kind: "values", prediction: exp };

function isPositive(scores: Value): Value {
  return cast(greater(scores, scalar(0)), "int32");
}
