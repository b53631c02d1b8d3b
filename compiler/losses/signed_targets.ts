import type { Value } from "../ir/value.ts";
import { cast } from "../ops/cast.ts";
import { scalar } from "../ir/constant.ts";
import { mul } from "../ops/mul.ts";
import { reshape } from "../ops/reshape.ts";
import { sub } from "../ops/sub.ts";
import type { LossContext } from "./loss.ts";

/**
 * Codes of two classes, or indicators, in the shape of the scores: 1 for the second class, else 0;
 * and the same as 1 and -1.
 */
export function signedTargets(
  { scores, targets }: Pick<LossContext, "scores" | "targets">,
): { readonly isSecond: Value; readonly sign: Value } {
  const isSecond = reshape(cast(targets, "float32"), scores.type.shape);
  return { isSecond, sign: sub(mul(scalar(2), isSecond), scalar(1)) };
}
