import { scalar } from "../ops/constant.ts";
import { argmax } from "../ops/argmax.ts";
import { cast } from "../ops/cast.ts";
import { concat } from "../ops/concat.ts";
import { greater } from "../ops/greater.ts";
import { reshape } from "../ops/reshape.ts";
import { sigmoid } from "../ops/sigmoid.ts";
import { softmax } from "../ops/softmax.ts";
import { sub } from "../ops/sub.ts";
import type { Value } from "../ir/value.ts";

/** How the scores of the last layer [N, n] become answers. */
export type Head = ClassHead | ValueHead;

/** Answers with one of a few classes. */
export interface ClassHead {
  readonly kind: "classes";
  /** The probability of each class, float32 [N, C]. */
  probability(scores: Value): Value;
  /** The code of the chosen class, int32 [N]. */
  label(scores: Value): Value;
}

/** Answers with the scores themselves. */
export interface ValueHead {
  readonly kind: "values";
}

/** Scores [N, C] are logits: the largest one wins. */
export const softmaxHead: ClassHead = { kind: "classes", probability: softmax, label: argmax };

/** Scores [N, C] are probabilities already, after a softmax layer. */
export const probabilityHead: ClassHead = {
  kind: "classes",
  probability: (scores) => scores,
  label: argmax,
};

/** One score [N, 1] is the logit of the second class; it wins above 0. */
export const sigmoidHead: ClassHead = {
  kind: "classes",
  probability(scores) {
    const second = sigmoid(scores);
    return concat([sub(scalar(1), second), second], -1);
  },
  label: (scores) => reshape(cast(greater(scores, scalar(0)), "int32"), [scores.type.shape[0]!]),
};

/** Scores are predictions in the unit of the target. */
export const identityHead: ValueHead = { kind: "values" };
