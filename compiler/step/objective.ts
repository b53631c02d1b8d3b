import type { Value } from "../ir/value.ts";
import { abs } from "../ops/abs.ts";
import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { maximum } from "../ops/maximum.ts";
import { minimum } from "../ops/minimum.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { sqrt } from "../ops/sqrt.ts";

/** What the `train` stage says about the objective and its gradient. */
export interface ObjectiveArguments {
  readonly clip_norm?: number;
  readonly clip_value?: number;
  readonly l1: number;
  readonly l2: number;
}

/**
 * The loss with its penalties: L + l1 Σ|w| + l2 Σ w².
 * @param parameters Of which those of two axes or more count: weights, not biases.
 */
export function penalized(
  loss: Value,
  parameters: readonly Value[],
  { l1, l2 }: ObjectiveArguments,
): Value {
  const weights = parameters.filter(({ type }) => type.shape.length >= 2);
  const terms = weights.flatMap((w) => [
    ...l1 > 0 ? [mul(scalar(l1), reduceSum(abs(w)))] : [],
    ...l2 > 0 ? [mul(scalar(l2), reduceSum(mul(w, w)))] : [],
  ]);
  return terms.reduce(add, loss);
}

/**
 * The gradient after clipping, first by value, then by norm.
 * @param gradient float32 [P].
 * @see `torch.nn.utils.clip_grad_value_` and `clip_grad_norm_`, with its 1e-6.
 */
export function clipGradient(
  gradient: Value,
  { clip_norm, clip_value }: ObjectiveArguments,
): Value {
  const bounded = clip_value === undefined
    ? gradient
    : maximum(minimum(gradient, scalar(clip_value)), scalar(-clip_value));
  if (clip_norm === undefined) return bounded;
  const norm = sqrt(reduceSum(mul(bounded, bounded)));
  const factor = div(scalar(clip_norm), add(norm, scalar(1e-6)));
  return mul(bounded, minimum(factor, scalar(1)));
}
