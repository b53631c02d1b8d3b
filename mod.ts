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
export { encodeModel, type OnnxModel } from "./compiler/onnx/model.ts";
export type { CategorySchema, Schema, TargetKind, TargetSchema } from "./compiler/schema.ts";
export type { Statistics } from "./compiler/statistics.ts";
export type { BatchOptions } from "./compiler/training.ts";
export type { CompilerPipeline } from "./compiler/vocabulary.ts";
export type { File } from "./dsl/ast.ts";
export { check, type CheckOptions } from "./dsl/check.ts";
export type { DeclaredParam } from "./dsl/check_params.ts";
export { type ChosenVariant, compose, type FileTree } from "./dsl/compose.ts";
export {
  type Checked,
  type Diagnostic,
  InternalError,
  PenstockError,
  unwrap,
} from "./dsl/diagnostic.ts";
export { format } from "./dsl/format.ts";
export type { Override } from "./dsl/override.ts";
export { parse } from "./dsl/parse.ts";
export { parseOverride } from "./dsl/parse_override.ts";
export {
  factNames,
  type Facts,
  type PartName,
  partNames,
  type Pipeline,
  type ResolvedParam,
  type Vocabulary,
} from "./dsl/pipeline.ts";
export { render, renderAll, type RenderOptions } from "./dsl/render.ts";
export type { Source, Span } from "./dsl/span.ts";
export { type JsonDiagnostic, type JsonPlace, toJson } from "./dsl/to_json.ts";
export { type Access, accessFor, type Surroundings } from "./runtime/access.ts";
export { checkFile, type CheckFileOptions } from "./runtime/check_file.ts";
export {
  type CsvLayout,
  type Table,
  type TableColumn,
  tableFromCsv,
} from "./runtime/data/table.ts";
export type { Engine, HostTensor, Session, Tensors } from "./runtime/engine.ts";
export type { ClassScore, ClassScores, Scores } from "./runtime/evaluate.ts";
export type { GivenData } from "./runtime/given_data.ts";
export {
  histories,
  type History,
  type Metrics,
  type MetricsByClass,
  type PartMetrics,
} from "./runtime/metrics_file.ts";
export type { PipelineChoice } from "./runtime/open_pipeline.ts";
export type { OutFolder } from "./runtime/out_folder.ts";
export { parametersByName } from "./runtime/parameters.ts";
export { listParams, type ListParamsOptions } from "./runtime/params/list_params.ts";
export type { Plan, PlannedLayer, PlannedMemory, PlannedSteps, Sizes } from "./runtime/plan.ts";
export { planFile, type PlanFileOptions } from "./runtime/plan_file.ts";
export { predict, type Predictions, type PredictOptions } from "./runtime/predict.ts";
export type { Prepared } from "./runtime/prepare.ts";
export {
  requireExpectations,
  run,
  type RunListener,
  type RunOptions,
  type RunResult,
} from "./runtime/run.ts";
export { runFile, type RunFileOptions, type RunFileResult } from "./runtime/run_file.ts";
export type { EpochRecord, EpochSteps, Trained } from "./runtime/train.ts";
export { type RuntimeVocabulary, vocabulary } from "./runtime/vocabulary.ts";
