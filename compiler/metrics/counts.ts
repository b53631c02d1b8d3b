import { word } from "../../dsl/language/signature.ts";
import type { Value } from "../ir/value.ts";
import type { ArgumentProblem } from "../../dsl/language/argument_problem.ts";
import { widthOf } from "../losses/loss.ts";
import { add } from "../ops/add.ts";
import { cast } from "../ops/cast.ts";
import { scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { greater } from "../ops/greater.ts";
import { maximum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { reshape } from "../ops/reshape.ts";
import { slice } from "../ops/slice.ts";
import { where } from "../ops/where.ts";
import type { TargetSchema } from "../schema/schema.ts";
import type { LabelContext, MetricShape } from "./metric.ts";

/** Numbers of rows for each class or label, float32 [K] (exact up to 2²⁴). */
export interface Counts {
  /** That have it and are answered so. */
  readonly right: Value;
  /** That are answered so. */
  readonly answered: Value;
  /** That have it. */
  readonly actual: Value;
}

/** The counts of a part. */
export function countsOf({ truth, answer }: LabelContext): Counts {
  const sumRows = (x: Value) => reduceSum(x, { axes: [-2] });
  return { right: sumRows(mul(truth, answer)), answered: sumRows(answer), actual: sumRows(truth) };
}

/** a / b, or 0 where b is 0, for counts. */
export function ratio(a: Value, b: Value): Value {
  return div(a, maximum(b, scalar(1)));
}

/** 1 where a count is above 0, else 0. */
export function isSome(count: Value): Value {
  return cast(greater(count, scalar(0)), "float32");
}

const averages = ["macro", "micro", "weighted", "binary", "none"] as const;

/** How the numbers of all classes become one. */
export type Average = typeof averages[number];

/** The `average` argument of scikit-learn's scores by class. */
export const average = word(averages, {
  default: "macro",
  doc: "macro: the mean over the classes that occur; micro: of all decisions together; weighted: " +
    "by the rows of each class; binary: the second of two classes; none: one for each class",
});

/** `average = binary` is for two classes. */
export function checkAverage(
  target: TargetSchema,
  { average }: { readonly average: Average },
): ArgumentProblem | undefined {
  const isBinary = target.kind === "classes" && widthOf(target) === 2;
  if (average !== "binary" || isBinary) return undefined;
  const what = target.kind === "classes" ? "classes" : "labels";
  return {
    argument: "average",
    message: `"binary" is the score of the second of two classes, but the target has ` +
      `${widthOf(target)} ${what}`,
    help: "Write average = macro for the mean over all, or none for one each",
  };
}

/** A list where there is a score for each class. */
export function averageShape({ average }: { readonly average: Average }): MetricShape {
  return average === "none" ? "list" : "number";
}

/**
 * A score that is computed from counts, averaged over classes or labels as scikit-learn does: of
 * classes, macro leaves out those that neither occur nor are answered.
 */
export function averaged(
  context: LabelContext,
  average: Average,
  score: (counts: Counts) => Value,
): Value {
  const counts = countsOf(context);
  const { answered, actual } = counts;
  if (average === "micro") return score(mapCounts(counts, (each) => reduceSum(each)));
  const scores = score(counts);
  switch (average) {
    case "none":
      return scores;
    case "binary":
      return reshape(slice(scores, { axis: -1, start: 1, end: 2 }), []);
    case "weighted":
      return weightedMean(scores, actual);
    case "macro":
      return context.isExclusive
        ? weightedMean(scores, isSome(add(answered, actual)))
        : reduceMean(scores);
  }
}

/** Σ w x / Σ w, or 0 where the counts w are all 0. */
function weightedMean(x: Value, weights: Value): Value {
  return ratio(reduceSum(mul(x, weights)), reduceSum(weights));
}

/** The mean of x where `isDefined` is 1; not a number where it nowhere is. */
export function meanWhere(isDefined: Value, x: Value): Value {
  const kept = where(greater(isDefined, scalar(0)), x, scalar(0));
  return div(reduceSum(kept), reduceSum(isDefined));
}

function mapCounts({ right, answered, actual }: Counts, change: (x: Value) => Value): Counts {
  return { right: change(right), answered: change(answered), actual: change(actual) };
}
