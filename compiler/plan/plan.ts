import type { Checked } from "../../dsl/text/diagnostic.ts";
import { reportedSync } from "../../dsl/text/report.ts";
import type { Head } from "../heads/head.ts";
import { type Feature, featuresOf } from "../preprocessing/features.ts";
import { type Lanes, lanesOf } from "../preprocessing/lanes.ts";
import type { Statistics } from "../preprocessing/statistics.ts";
import { inOwnUnit } from "../preprocessing/targets/targets.ts";
import type { Schema } from "../schema/schema.ts";
import type { CompilerPipeline } from "../vocabulary/vocabulary.ts";
import { checkAgreement, headOf } from "./agreement.ts";
import { checkFactors } from "./factor_checks.ts";
import { type ModelPlan, planModel } from "./model_plan.ts";
import { type PlannedNumber, scheduledNumbers } from "./scheduled_numbers.ts";

/** A pipeline whose shapes and stages agree with its data. */
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
   * What was learnt from the training rows before training.
   *
   * @internal
   */
  readonly statistics: Statistics;
  /**
   * How columns become features.
   *
   * @internal
   */
  readonly lanes: Lanes;
  /** What the network takes, and what it was made of. */
  readonly features: readonly Feature[];
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
export function planPipeline(
  pipeline: CompilerPipeline,
  schema: Schema,
  statistics: Statistics,
): Checked<PlannedPipeline> {
  return reportedSync((report) => {
    const lanes = lanesOf(schema, pipeline);
    const features = featuresOf(lanes, statistics);
    const plan = planModel(pipeline.model.layers, {
      features: features.map(({ name }) => name),
      report,
    });
    report.add(...checkAgreement(pipeline, schema, plan));
    report.add(...checkFactors(pipeline, plan));
    const scheduled = scheduledNumbers(pipeline, { plan, report });
    const trained = headOf(pipeline, schema);
    const head = trained.kind === "values" ? inOwnUnit(trained, statistics.targets) : trained;
    return { pipeline, schema, statistics, lanes, features, plan, head, scheduled };
  });
}
