import type { CompleteStages } from "../../dsl/language/draft.ts";
import type { Pipeline, Vocabulary } from "../../dsl/language/pipeline.ts";
import type { Layer } from "../layers/layer.ts";
import { layers } from "../layers/registry.ts";
import type { Loss } from "../losses/loss.ts";
import { losses } from "../losses/registry.ts";
import type { Metric } from "../metrics/metric.ts";
import { metrics } from "../metrics/registry.ts";
import { modelStage } from "./model_stage.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { optimizers } from "../optimizers/registry.ts";
import { schedules } from "../schedules/registry.ts";
import type { Schedule } from "../schedules/schedule.ts";
import { scalers } from "../preprocessing/scalers.ts";
import type { Scaler } from "../preprocessing/scaler.ts";
import { trainStage } from "./train_stage.ts";

/**
 * A vocabulary whose names the compiler knows the meaning of.
 *
 * @internal
 */
export interface CompilerVocabulary extends Vocabulary {
  readonly scale: readonly Scaler[];
  readonly model: readonly Layer[];
  readonly loss: readonly Loss[];
  readonly optimizer: readonly Optimizer[];
  readonly schedule: readonly Schedule[];
  readonly metric: readonly Metric[];
  readonly train: typeof trainStage;
  readonly modelStage: typeof modelStage;
}

/** The compiler's part of the vocabulary; readers and splitters belong to the run time. */
export const compilerVocabulary = {
  scale: scalers,
  model: layers,
  loss: losses,
  optimizer: optimizers,
  schedule: schedules,
  metric: metrics,
  train: trainStage,
  modelStage,
} satisfies Partial<CompilerVocabulary>;

/** The stages of such a pipeline, some of whose values may still follow from the data. */
export type CompilerDraft = CompleteStages<CompilerVocabulary>;

/**
 * A checked pipeline that the compiler can lower.
 *
 * @internal
 */
export type CompilerPipeline = Pipeline<CompilerVocabulary>;
