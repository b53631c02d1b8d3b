import { scalar } from "../ir/constant.ts";
import type { Outputs, Value } from "../ir/value.ts";
import { meanLoss } from "../losses/mean_loss.ts";
import { cast } from "../ops/cast.ts";
import { equal } from "../ops/equal.ts";
import { greater } from "../ops/greater.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { reshape } from "../ops/reshape.ts";
import type { Training } from "./training.ts";

/** What steps answered, beside the truth. */
export interface Answered {
  /** [S, B, n] for all steps at once; likewise the others. */
  readonly scores: Value;
  readonly targets: Value;
  readonly rowWeight?: Value;
}

/**
 * What is told of each step, [S]: its `loss` before the update, the mean over its batch, and for
 * classes `correct`, the number of rows answered right.
 */
export function reportsOf({ loss, head, classCounts }: Training, answered: Answered): Outputs {
  const { rowWeight, ...context } = answered;
  const mean = meanLoss(loss, { ...context, classCounts }, rowWeight);
  return head.kind === "classes"
    ? { loss: mean, correct: countCorrect(head.label(answered.scores), answered) }
    : { loss: mean };
}

function countCorrect(labels: Value, { targets, rowWeight }: Answered): Value {
  const isRight = cast(equal(labels, targets), "float32");
  if (!rowWeight) return reduceSum(isRight, { axes: [-1] });
  const isReal = cast(greater(rowWeight, scalar(0)), "float32");
  return reduceSum(mul(isRight, reshape(isReal, isRight.type.shape)), { axes: [-1] });
}
