/**
 * Penstock trains multilayer perceptrons from a text file: a `.pipe` file is checked, compiled to plain
 * ONNX, trained by ONNX Runtime and exported as one self-contained `model.onnx`.
 *
 * ```ts
 * import { runFile } from "@penstock/penstock";
 *
 * const surroundings = { workingDirectory: Deno.cwd(), allowed: [] };
 * const { metrics } = await runFile("pipelines/iris.pipe", { surroundings });
 * console.log(metrics.parts.test?.accuracy);
 * ```
 *
 * `docs/api.md` works through the phases: {@link parse}, {@link check} and {@link compile} need no
 * files and no ONNX Runtime; {@link runFile}, {@link run} and {@link predict} do. What is handed from one phase
 * to the next, such as {@link File}, is opaque: its fields may change with any release.
 * @module
 */
export { compile, lowerTraining, type Program } from "./compiler/compile.ts";
export type { PlannedPipeline } from "./compiler/plan/plan.ts";
export type { Training } from "./compiler/step/training.ts";
export { encodeModel } from "./compiler/backends/onnx/encode.ts";
export type { OnnxModel } from "./compiler/backends/onnx/model.ts";
export type { CategorySchema, Schema, TargetKind, TargetSchema } from "./compiler/schema/schema.ts";
export type { Statistics } from "./compiler/preprocessing/statistics.ts";
export type { BatchOptions } from "./compiler/step/training.ts";
export type { CompilerPipeline } from "./compiler/vocabulary/vocabulary.ts";
export type { File } from "./dsl/syntax/ast.ts";
export { check, type CheckOptions } from "./dsl/check/check.ts";
export type { DeclaredParam } from "./dsl/check/params.ts";
export { type ChosenVariant, compose, type FileTree } from "./dsl/compose/compose.ts";
export {
  type Checked,
  type Diagnostic,
  InternalError,
  type Note,
  PenstockError,
  unwrap,
} from "./dsl/text/diagnostic.ts";
export { format } from "./dsl/format/format.ts";
export type { CompleteStages, Draft, DraftStages } from "./dsl/language/draft.ts";
export type { Override } from "./dsl/syntax/override.ts";
export { parse } from "./dsl/syntax/parse.ts";
export { parseOverride } from "./dsl/syntax/parse_override.ts";
export {
  factNames,
  type Facts,
  type PartName,
  partNames,
  type Pipeline,
  type ResolvedParam,
  type Vocabulary,
} from "./dsl/language/pipeline.ts";
export { Report, reported } from "./dsl/text/report.ts";
export { render, renderAll, type RenderOptions } from "./dsl/report/render.ts";
export type { Source, Span } from "./dsl/text/span.ts";
export { type JsonDiagnostic, type JsonPlace, toJson } from "./dsl/report/to_json.ts";
export {
  type Access,
  accessFor,
  type NamedFile,
  type Surroundings,
} from "./runtime/files/access.ts";
export { checkFile, type CheckFileOptions } from "./runtime/commands/check.ts";
export type { Bits } from "./runtime/data/bits.ts";
export type {
  CategoryColumn,
  Column,
  ImageColumn,
  NumberColumn,
  Range,
  TableColumn,
} from "./runtime/data/column.ts";
export type { Frame } from "./runtime/data/frame.ts";
export type { ByteSource } from "./runtime/files/byte_source.ts";
export { frameFromCsv } from "./runtime/formats/csv_frame.ts";
export type { CsvLayout } from "./runtime/formats/csv_layout.ts";
export type { CsvRole } from "./runtime/formats/csv_rows.ts";
export type { CsvDialect } from "./runtime/formats/csv_tokens.ts";
export type {
  DeviceTensors,
  Engine,
  Session,
  SpanFeeds,
  SpanResult,
  SpanRunner,
} from "./runtime/engine/engine.ts";
export { EngineError } from "./runtime/engine/engine_error.ts";
export type { HostTensor, Tensors } from "./runtime/engine/tensor.ts";
export type { ClassScore, ClassScores, Scores } from "./runtime/evaluate/evaluate.ts";
export type { GivenData } from "./runtime/open/given_data.ts";
export {
  histories,
  type History,
  type Metrics,
  type MetricsByClass,
  type PartMetrics,
} from "./runtime/results/metrics.ts";
export type { PipelineChoice } from "./runtime/open/open_pipeline.ts";
export type { OutFolder } from "./runtime/files/out_folder.ts";
export { parametersByName } from "./runtime/results/parameters.ts";
export { listParams, type ListParamsOptions } from "./runtime/commands/params.ts";
export type {
  Plan,
  PlannedLayer,
  PlannedMemory,
  PlannedSteps,
  Sizes,
} from "./runtime/commands/plan.ts";
export { planFile, type PlanFileOptions } from "./runtime/commands/plan_file.ts";
export { predict, type PredictOptions } from "./runtime/inference/predict.ts";
export type {
  ClassPredictions,
  LabelPredictions,
  NumberPredictions,
  Predictions,
} from "./runtime/inference/predictions.ts";
export type { Prepared } from "./runtime/prepare/prepare.ts";
export {
  requireExpectations,
  run,
  type RunListener,
  type RunOptions,
  type RunPreparedOptions,
  type RunResult,
} from "./runtime/commands/run.ts";
export { runFile, type RunFileOptions, type RunFileResult } from "./runtime/commands/run_file.ts";
export type { EpochRecord, EpochSteps } from "./runtime/train/history.ts";
export type { Trained } from "./runtime/train/train.ts";
export { type RuntimeVocabulary, vocabulary } from "./runtime/vocabulary.ts";
