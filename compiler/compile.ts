import type { ArgumentsOf } from "../dsl/language/signature.ts";
import { type Checked, ok } from "../dsl/text/diagnostic.ts";
import { type PlannedPipeline, planPipeline } from "./plan/plan.ts";
import { noStatistics, type Statistics } from "./preprocessing/statistics.ts";
import { type StepRows, stepRows } from "./preprocessing/step_rows.ts";
import { loadOrigin, originOf } from "./ir/origin.ts";
import type { Schema } from "./schema/schema.ts";
import type { StepStages, Training } from "./step/training.ts";
import type { trainStage } from "./vocabulary/train_stage.ts";
import type { CompilerPipeline } from "./vocabulary/vocabulary.ts";

/** What a training is made of: its step, and what the stages say of all steps together. */
export interface ProgramTraining extends Training {
  readonly train: ArgumentsOf<typeof trainStage["arguments"]>;
}

/** A planned pipeline, ready to be lowered. */
export interface Program extends PlannedPipeline {
  /**
   * The rows as training takes them.
   *
   * @internal
   */
  readonly rows: StepRows;
  /**
   * What a step of training is made of; absent where nothing says how to train.
   *
   * @internal
   */
  readonly training?: ProgramTraining;
}

/**
 * Checks that model, loss, metrics and data agree, and joins them with what was fitted.
 * @returns The program, or every disagreement (E03).
 */
export function compile(
  pipeline: CompilerPipeline,
  schema: Schema,
  statistics: Statistics = noStatistics,
): Checked<Program> {
  const planned = planPipeline(pipeline, schema, statistics);
  return planned.ok ? ok(programOf(planned.value), planned.warnings) : planned;
}

/** A plan with what training is made of, where something says how to train. */
export function programOf(planned: PlannedPipeline): Program {
  const { pipeline, schema: { target }, plan, head, scheduled, statistics } = planned;
  const { loss, optimizer, train, seed } = pipeline;
  const rows = stepRows(planned);
  if (!loss || !optimizer || !target || !train) return { ...planned, rows };
  const { classCounts } = statistics;
  const origins = originsOf(pipeline);
  const stages = { loss, optimizer, scheduled, train: train.arguments, seed, origins };
  return { ...planned, rows, training: { plan, rows, head, target, classCounts, ...stages } };
}

/** What a program says of a step: all that training needs, or as much as its pipeline has. */
export function stepStages(program: Program): StepStages {
  const { pipeline, schema: { target }, training } = program;
  const { loss, optimizer, train, seed } = pipeline;
  const { plan, rows, head, scheduled, statistics: { classCounts } } = program;
  const stages = {
    plan,
    rows,
    head,
    target,
    classCounts,
    loss,
    optimizer,
    scheduled,
    train: train?.arguments,
    seed,
    origins: originsOf(pipeline),
  };
  return training ?? stages;
}

function originsOf({ load, train }: CompilerPipeline): NonNullable<StepStages["origins"]> {
  return { load: loadOrigin(load), train: originOf("train", train) };
}
