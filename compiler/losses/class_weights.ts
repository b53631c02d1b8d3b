import type { ArgumentProblem } from "../../dsl/language/argument_problem.ts";
import {
  type ArgumentSpec,
  either,
  float,
  list,
  optional,
  word,
} from "../../dsl/language/signature.ts";
import { tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { constant } from "../ir/constant.ts";
import { gatherRows } from "../ops/gather_rows.ts";
import type { TargetSchema } from "../schema/schema.ts";
import { type LossContext, widthOf } from "./loss.ts";

/** What `class_weights` may be. */
export type ClassWeights = readonly number[] | "balanced" | undefined;

/** The `class_weights` argument: as `weight` of PyTorch's losses. */
export const classWeights: ArgumentSpec<ClassWeights> = optional(either(
  list(float({ above: 0, doc: "the weight of a class" }), { doc: "a weight for each class" }),
  word(["balanced"], { doc: "rows / (classes · rows of the class)" }),
  {
    doc: "a weight for each class, in their order; balanced: n / (C · n_c) of the training rows, " +
      "as scikit-learn's class_weight. The mean divides by the sum of the rows' weights",
  },
));

/** What is wrong with a list of one number a class. */
export function checkPerClass(
  target: TargetSchema,
  argument: string,
  given: unknown,
): ArgumentProblem | undefined {
  const width = widthOf(target);
  if (!Array.isArray(given) || given.length === width) return undefined;
  const what = target.kind === "classes" ? "classes" : "columns";
  const names = target.kind === "classes" ? target.classes : target.names;
  return {
    argument,
    message: `"${argument}" has ${given.length} values, but the target has ${width} ${what}`,
    help: `Write one for each, in the order ${names.slice(0, 10).join(", ")}` +
      (width > 10 ? ", ..." : ""),
  };
}

/** The weight of each of `classes` classes; absent where all are the same. */
export function weightsOf(
  given: ClassWeights,
  { classCounts }: Pick<LossContext, "classCounts">,
): readonly number[] | undefined {
  if (given !== "balanced") return given;
  const rows = classCounts.reduce((sum, count) => sum + count, 0);
  // A class without training rows would weigh infinitely in the validation part.
  const weights = classCounts.map((count) => rows / (classCounts.length * Math.max(count, 1)));
  return weights.length > 0 ? weights : undefined;
}

/** For each row the number of its class, float32 [B, 1]. @param targets int32 [B]. */
export function perRow(targets: Value, ofClass: readonly number[]): Value {
  return gatherRows(constant(tensor([ofClass.length, 1], ofClass)), targets);
}

/** How much each row counts: the weight of its class. */
export function classWeightOfRows(context: LossContext, given: ClassWeights): Value | undefined {
  const weights = weightsOf(given, context);
  return weights && perRow(context.targets, weights);
}
