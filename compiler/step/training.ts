import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { Head } from "../heads/head.ts";
import type { Origin } from "../ir/origin.ts";
import type { Dim, TensorType } from "../ir/tensor.ts";
import type { Loss } from "../losses/loss.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { ModelPlan } from "../plan/model_plan.ts";
import type { StepRows } from "../preprocessing/step_rows.ts";
import type { ScheduledNumber } from "../schedules/courses.ts";
import type { TargetSchema } from "../schema/schema.ts";
import type { ObjectiveArguments } from "./objective.ts";

/**
 * What a pipeline says of a step: without a loss there are only scores, without the rest no update.
 *
 * @internal
 */
export interface StepStages {
  readonly plan: ModelPlan;
  /** What a step takes of each row. */
  readonly rows: StepRows;
  readonly head: Head;
  readonly target?: TargetSchema;
  readonly classCounts: readonly number[];
  readonly loss?: CheckedCall<Loss>;
  readonly optimizer?: CheckedCall<Optimizer>;
  /** What schedules change from step to step. */
  readonly scheduled: readonly ScheduledNumber[];
  readonly train?: ObjectiveArguments;
  readonly seed: number;
  /** Where the stages are written of which a step knows no call. */
  readonly origins?: { readonly load?: Origin; readonly train?: Origin };
}

/**
 * The stages that training needs, all present.
 *
 * @internal
 */
export interface Training extends StepStages {
  readonly target: TargetSchema;
  readonly loss: CheckedCall<Loss>;
  readonly optimizer: CheckedCall<Optimizer>;
  readonly train: ObjectiveArguments;
}

/** How rows fall into steps. */
export interface BatchOptions {
  /** Rows a step. */
  readonly batch: number;
  /** Whether some steps have fewer rows: then each row comes with a weight, 0 for a padding row. */
  readonly isRagged: boolean;
}

/** The stages of a training, where all are there. */
export function isTraining(stages: StepStages): stages is Training {
  const { target, loss, optimizer, train } = stages;
  return Boolean(target && loss && optimizer && train);
}

/** The type of the targets of `rows` rows. */
export function targetType(target: TargetSchema, rows: Dim): TensorType {
  return target.kind === "classes"
    ? { dtype: "int32", shape: [rows] }
    : { dtype: "float32", shape: [rows, target.names.length] };
}
