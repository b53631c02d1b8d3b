import { float, list } from "../../dsl/language/signature.ts";
import { identityHead } from "../heads/head.ts";
import { byTarget, quantileHead } from "../heads/quantile_head.ts";
import { constant } from "../ir/constant.ts";
import { tensor } from "../ir/tensor.ts";
import { maximum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { reshape } from "../ops/reshape.ts";
import { sub } from "../ops/sub.ts";
import { defineLoss, widthOf } from "./loss.ts";

/**
 * The pinball loss of each level τ, max(τ e, (τ - 1) e) for e = y - ŷ, averaged over levels and targets,
 * as `sklearn.metrics.mean_pinball_loss` of each.
 * @see Koenker and Bassett, "Regression Quantiles", Econometrica 46 (1978).
 */
export const quantile = defineLoss({
  name: "quantile",
  doc:
    "Pinball loss: an output for each level τ learns that quantile of the target, max(τ e, (τ - 1) e) " +
    "with e = y - ŷ, averaged over levels and targets, as sklearn.metrics.mean_pinball_loss. The last " +
    "layer has an output for each level, of several targets all of the first one, then of the next; " +
    "so does `prediction` of the model, where the quantiles of a target are sorted and never cross. " +
    "Metrics of numbers judge the median, coverage the outermost two.",
  arguments: {
    levels: list(float({ above: 0, below: 1, doc: "a level" }), {
      doc: "which quantiles, from small to large, such as [0.1, 0.5, 0.9]",
    }),
  },
  conflict: ({ levels }) =>
    levels.length > 0 && levels.every((level, at) => at === 0 || level > (levels[at - 1] ?? 1))
      ? undefined
      : {
        argument: "levels",
        message: levels.length === 0
          ? "There is no quantile to learn"
          : "The quantiles do not go from small to large",
        help: `Write each once, in order: quantile([${inOrder(levels).join(", ")}])`,
      },
  target: "numeric",
  head: identityHead,
  headFor: ({ levels }) => quantileHead(levels),
  outputs: (target, { levels }) => widthOf(target) * levels.length,
  rows({ scores, targets }, { levels }) {
    const lead = targets.type.shape.slice(0, -1);
    const truth = reshape(targets, [...targets.type.shape, 1]);
    const error = sub(truth, byTarget(scores, levels.length));
    const times = (slopes: readonly number[]) =>
      mul(constant(tensor([slopes.length], slopes)), error);
    const pinball = maximum(times(levels), times(levels.map((level) => level - 1)));
    const losses = reduceMean(pinball, { axes: [-1, -2] });
    return reshape(losses, [...lead, 1]);
  },
});

function inOrder(levels: readonly number[]): readonly number[] {
  return levels.length === 0 ? [0.1, 0.5, 0.9] : [...new Set(levels)].sort((a, b) => a - b);
}
