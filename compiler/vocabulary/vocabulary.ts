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
import type { Encoder } from "../preprocessing/encoders/encoder.ts";
import { encoders } from "../preprocessing/encoders/registry.ts";
import type { Imputer } from "../preprocessing/imputers/imputer.ts";
import { imputers } from "../preprocessing/imputers/registry.ts";
import { scalers } from "../preprocessing/scalers/registry.ts";
import type { Scaler } from "../preprocessing/scalers/scaler.ts";
import { targetScalers } from "../preprocessing/targets/registry.ts";
import type { TargetScaler } from "../preprocessing/targets/target_scaler.ts";
import { columnTypes } from "../schema/column_types.ts";
import { trainStage } from "./train_stage.ts";

/**
 * A vocabulary whose names the compiler knows the meaning of.
 *
 * @internal
 */
export interface CompilerVocabulary extends Vocabulary {
  readonly column: typeof columnTypes;
  readonly impute: readonly Imputer[];
  readonly encode: readonly Encoder[];
  readonly scale: readonly Scaler[];
  readonly scale_target: readonly TargetScaler[];
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
  column: columnTypes,
  impute: imputers,
  encode: encoders,
  scale: scalers,
  scale_target: targetScalers,
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
