import type { TargetSchema } from "../schema/schema.ts";
import { scalar } from "../ir/constant.ts";
import { cast } from "../ops/cast.ts";
import { greater } from "../ops/greater.ts";
import { type Head, identityHead, type IndicatorHead, probabilityHead } from "./head.ts";
import { quantileHead } from "./quantile_head.ts";

/** Scores [N, D] are the probabilities of labels, each chosen above one half. */
const labelProbabilityHead: IndicatorHead = {
  kind: "indicators",
  probability: (scores) => scores,
  label: (scores) => cast(greater(scores, scalar(0.5)), "int32"),
};

/**
 * How the answers of a finished model are read, in the place of scores: `probability` [N, C], or `prediction`
 * [N, D] in the unit of the target. @param quantiles The levels that it answers with, if it does.
 */
export function answerHead(target: TargetSchema, quantiles?: readonly number[]): Head {
  if (target.kind === "classes") return probabilityHead;
  if (target.kind === "indicators") return labelProbabilityHead;
  return quantiles ? quantileHead(quantiles) : identityHead;
}
