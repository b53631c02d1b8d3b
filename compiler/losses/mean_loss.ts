import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import { buildFor, originOf } from "../ir/origin.ts";
import type { Value } from "../ir/value.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import type { Loss, LossContext } from "./loss.ts";

/** The axes of one batch of row losses, [B, 1]. */
const batch = { axes: [-1, -2] };

/**
 * The mean loss of a batch: Σ w L / Σ w, where w are the loss's own row weights, times those of a
 * smaller last batch. As PyTorch, which divides by the sum of class weights.
 * @param rowWeight float32 [B, 1], of sum 1.
 * @returns float32 []; [S] for the batches of S steps at once, [S, B, ...].
 */
export function meanLoss(
  loss: CheckedCall<Loss>,
  context: LossContext,
  rowWeight?: Value,
): Value {
  return buildFor(originOf("loss", loss), () => meanOfRows(loss, context, rowWeight));
}

function meanOfRows(
  loss: CheckedCall<Loss>,
  context: LossContext,
  rowWeight: Value | undefined,
): Value {
  const losses = loss.definition.rows(context, loss.arguments);
  const own = loss.definition.weights?.(context, loss.arguments);
  if (!own) return rowWeight ? reduceSum(mul(losses, rowWeight), batch) : reduceMean(losses, batch);
  const weights = rowWeight ? mul(own, rowWeight) : own;
  return div(reduceSum(mul(losses, weights), batch), reduceSum(weights, batch));
}
