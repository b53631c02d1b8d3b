import type { Checked } from "../../dsl/text/diagnostic.ts";
import { reportedSync } from "../../dsl/text/report.ts";
import type { Head } from "../heads/head.ts";
import type { Schema } from "../schema/schema.ts";
import type { CompilerPipeline } from "../vocabulary/vocabulary.ts";
import { checkAgreement, headOf } from "./agreement.ts";
import { checkFactors } from "./factor_checks.ts";
import { type ModelPlan, planModel } from "./model_plan.ts";
import { type PlannedNumber, scheduledNumbers } from "./scheduled_numbers.ts";

/** A pipeline whose shapes and stages agree with its data; nothing is fitted yet. */
export interface PlannedPipeline {
  /**
   * What was planned.
   *
   * @internal
   */
  readonly pipeline: CompilerPipeline;
  /** What it knows of the data. */
  readonly schema: Schema;
  /**
   * Layers and parameters with their shapes.
   *
   * @internal
   */
  readonly plan: ModelPlan;
  /**
   * How scores become answers.
   *
   * @internal
   */
  readonly head: Head;
  /**
   * What schedules change while the model trains.
   *
   * @internal
   */
  readonly scheduled: readonly PlannedNumber[];
}

/**
 * Checks that model, loss, metrics and data agree.
 * @returns The plan, or every disagreement (E03).
 */
export function planPipeline(pipeline: CompilerPipeline, schema: Schema): Checked<PlannedPipeline> {
  return reportedSync((report) => {
    const plan = planModel(pipeline.model.layers, { features: schema.features, report });
    report.add(...checkAgreement(pipeline, schema, plan));
    report.add(...checkFactors(pipeline, plan));
    const scheduled = scheduledNumbers(pipeline, { plan, report });
    return { pipeline, schema, plan, head: headOf(pipeline, schema), scheduled };
  });
}
