/**
 * Penstock trains multilayer perceptrons from a text file: a `.pipe` file is checked, compiled to plain
 * ONNX, trained by ONNX Runtime and exported as one self-contained `model.onnx`.
 *
 * ```ts
 * import { runFile } from "@penstock/penstock";
 *
 * const context = { workingDirectory: Deno.cwd(), allowed: [] };
 * const { metrics } = await runFile("pipelines/iris.pipe", { context });
 * console.log(metrics.parts.test?.accuracy);
 * ```
 *
 * ```text
 * 0.9
 * ```
 *
 * Here is what the commands do, for Deno, since they read files and run models. What needs neither
 * stands in `./language`, `./compiler` and, for both together, `./browser`; `docs/api.md` works
 * through all of them. Each command is loaded when it is called, so that importing this module costs
 * little.
 * @module
 */
export type {
  ComparedRow,
  Comparison,
  ComparisonVerdict,
  JudgedExpectation,
  Ranking,
  Spread,
  StatisticalTest,
} from "./report/input/comparison.ts";
export type {
  Baseline,
  ClassCounts,
  ClassScore,
  ClassScores,
  FileRead,
  MadeOf,
  Metrics,
  MetricsByClass,
  PartMetrics,
  PrintedExpectation,
  Restart,
  Scores,
} from "./report/input/metrics.ts";
export type {
  ColumnContent,
  ColumnImportance,
  Importance,
  ModelLayer,
  NoImportance,
  RecordedAnswers,
  RecordedCells,
  RecordedColumn,
  RecordedEpoch,
  RecordedGraph,
  RecordedImages,
  RecordedLayer,
  RecordedLine,
  RecordedPart,
  RecordedScores,
  RecordedSource,
  RecordedValue,
  Records,
  Surface,
} from "./report/input/records.ts";
export type { OriginPlace } from "./compiler/ir/origin.ts";
export { formatShape, type NumericTensor, type Tensor } from "./compiler/ir/tensor.ts";
export type { Feature } from "./compiler/preprocessing/features.ts";
export type { DatePart } from "./compiler/schema/date_part.ts";
export type {
  CategorySchema,
  CodedSchema,
  ColumnSchema,
  DateSchema,
  ImageSchema,
  NumberSchema,
  Schema,
  TargetKind,
  TargetSchema,
} from "./compiler/schema/schema.ts";
export type { LayerValues } from "./compiler/step/layer_values.ts";
export type { DeclaredParam } from "./dsl/check/params.ts";
export type { PartName, ResolvedParam } from "./dsl/language/pipeline.ts";
export type { ValueType } from "./dsl/language/signature.ts";
export { escapeText } from "./dsl/report/excerpt.ts";
export { render, renderAll, type RenderOptions } from "./dsl/report/render.ts";
export { type JsonDiagnostic, type JsonPlace, toJson } from "./dsl/report/to_json.ts";
export type { Override } from "./dsl/syntax/override.ts";
export { parseOverride } from "./dsl/syntax/parse_override.ts";
export {
  type Checked,
  type Diagnostic,
  InternalError,
  type Note,
  PenstockError,
  unwrap,
} from "./dsl/text/diagnostic.ts";
export type { Report } from "./dsl/text/report.ts";
export { version } from "./dsl/version.ts";
export { positionOf, type Source, type Span, textOf } from "./dsl/text/span.ts";
export {
  checkFile,
  compareFiles,
  compileFile,
  createTextFile,
  dataFile,
  dataPage,
  downloadData,
  evaluateFile,
  explainFile,
  exportFile,
  formatFile,
  frameFromCsv,
  gradcheckFile,
  imageGrid,
  initFile,
  inspectFile,
  listParams,
  parametersByName,
  planFile,
  predict,
  predictBlocks,
  predictDataset,
  predictFile,
  readParams,
  reportFolder,
  run,
  runFile,
  serveFile,
  verifyFiles,
  verifyRun,
} from "./runtime/commands/on_call.ts";
export { compareDevices, examineMachine, setUpCuda } from "./runtime/commands/machine_on_call.ts";
export type { CheckFileOptions } from "./runtime/commands/check.ts";
export type { CompiledFile, CompileFileOptions } from "./runtime/commands/compile_file.ts";
export type {
  ChosenStep,
  ExplainedFile,
  GradcheckedFile,
  StepChoice,
} from "./runtime/commands/explain.ts";
export type { ListParamsOptions } from "./runtime/commands/params.ts";
export type {
  Plan,
  PlannedLayer,
  PlannedMemory,
  PlannedSchedule,
  PlannedSteps,
  Sizes,
} from "./runtime/commands/plan.ts";
export type { FilePlan, PlanFileOptions } from "./runtime/commands/plan_file.ts";
export type { ComparedFiles, CompareListener, CompareOptions } from "./runtime/commands/compare.ts";
export type { MemberResult } from "./runtime/compare/compared.ts";
export type { FinishedMember } from "./runtime/compare/finished_member.ts";
export type { Configuration, Member } from "./runtime/compare/members.ts";
export type { Judging, RankedMetrics } from "./runtime/compare/messages.ts";
export { describeVerdict } from "./report/words/comparison_verdict.ts";
export { type ClassRow, classRows, confusionOf } from "./report/input/class_rows.ts";
export { type Judged, judgedPart } from "./report/input/run.ts";
export type { DataPageOptions } from "./runtime/commands/data_page.ts";
export type { ReportedFolder, ReportOptions } from "./runtime/commands/report_file.ts";
export type { RunResult } from "./runtime/commands/finish_run.ts";
export type { RunListener, RunOptions, RunPreparedOptions } from "./runtime/commands/run.ts";
export type { VerifiedPipeline, VerifyOptions } from "./runtime/commands/verify.ts";
export type { Expected } from "./dsl/language/pipeline.ts";
export type { VerifiedRun, VerifyRunOptions } from "./runtime/commands/verify_run.ts";
export type { LockedChoice } from "./runtime/results/lock.ts";
export type { TrainingChoice } from "./runtime/commands/prepare_file.ts";
export type { RunFileOptions, RunFileResult } from "./runtime/commands/run_file.ts";
export type { Bits } from "./runtime/data/bits.ts";
export {
  type CategoryColumn,
  type Column,
  type ImageColumn,
  isMissing,
  type NumberColumn,
  type Range,
  type TableColumn,
  valueAt,
} from "./runtime/data/column.ts";
export type { ColumnProfile, Profile } from "./runtime/profile/profile.ts";
export { classCounts } from "./runtime/data/class_counts.ts";
export type { Dataset } from "./runtime/data/dataset.ts";
export {
  type FeatureColumn,
  type ImageFeature,
  type TableFeature,
  tableFeatures,
} from "./runtime/data/feature_columns.ts";
export type { Frame } from "./runtime/data/frame.ts";
export type { FileLines } from "./runtime/data/row_lines.ts";
export type {
  DeviceTensors,
  Engine,
  Session,
  SpanResult,
  SpanRunner,
} from "./runtime/engine/engine.ts";
export { EngineError } from "./runtime/engine/engine_error.ts";
export type { HostTensor, Tensors } from "./runtime/engine/tensor.ts";
export type { StepCost } from "./compiler/step/cost.ts";
export { describeLeftOut, type LeftOut } from "./runtime/data/left_out.ts";
export type {
  LayersFromElsewhere,
  StartedAnew,
  StartedFrom,
} from "./runtime/prepare/fine_tuning.ts";
export { requireExpectations } from "./runtime/evaluate/expectations.ts";
export type { ExplainOptions, Explanation } from "./runtime/evaluate/explain.ts";
export type { ElementCheck, GradientCheck } from "./runtime/evaluate/gradcheck.ts";
export {
  type Access,
  accessFor,
  type CommandContext,
  type FolderEntry,
  type Interruption,
  type NamedFile,
  type ReadingStand,
} from "./runtime/files/access.ts";
export type { ByteSource } from "./runtime/files/byte_source.ts";
export type { CheckpointFiles, CheckpointName } from "./runtime/files/checkpoint_files.ts";
export type { CopiedFile, FileContent } from "./runtime/files/file_content.ts";
export type { GrowingLines } from "./runtime/files/growing_lines.ts";
export { systemReason } from "./runtime/files/system_reason.ts";
export type { CheckpointOptions, CheckpointPace } from "./runtime/checkpoints/keeper.ts";
export type { ResumeOptions } from "./runtime/checkpoints/open_checkpoints.ts";
export type { OutFolder } from "./runtime/files/out_folder.ts";
export { type CsvLayout, encodings, type TextEncodingName } from "./runtime/formats/csv_layout.ts";
export type { CsvRole } from "./runtime/formats/csv_cells.ts";
export type { CsvDialect } from "./runtime/formats/csv_tokens.ts";
export { shortestDecimal } from "./runtime/formats/decimal.ts";
export type { AnsweredRows } from "./runtime/inference/answered_rows.ts";
export { answerObject, type JsonAnswer } from "./runtime/inference/answer_object.ts";
export { type OnError, onErrors } from "./runtime/inference/on_error.ts";
export type { TextPlace } from "./runtime/files/text_file.ts";
export type { EvaluatedFile, EvaluateFileOptions } from "./runtime/commands/evaluate.ts";
export type { InitFile, InitFileOptions } from "./runtime/commands/init.ts";
export type { ServeFileOptions } from "./runtime/commands/serve.ts";
export { type ServeLimits, serveLimits } from "./runtime/serve/limits.ts";
export type { ModelServer } from "./runtime/serve/server.ts";
export type { ExportedText, ExportKind } from "./runtime/commands/export.ts";
export type { InspectedModel, InspectedTraining } from "./runtime/commands/inspect.ts";
export { type SnippetPlace, snippetPlaces } from "./runtime/export/places.ts";
export type { OnnxFacts, TensorFacts } from "./compiler/backends/onnx/facts.ts";
export type {
  ComparedDevices,
  CompareDevicesOptions,
  PipelineAgreement,
} from "./runtime/commands/compare_devices.ts";
export type { Examination, ExamineOptions } from "./runtime/commands/doctor.ts";
export type { Agreement, ComparedDevice, DifferentTensor } from "./runtime/doctor/agreement.ts";
export type { Band } from "./runtime/doctor/bands.ts";
export type { ExaminedDevice } from "./runtime/doctor/examined_device.ts";
export type { DeviceProblem, UnusableDevice } from "./runtime/doctor/found_devices.ts";
export type { MachineFacts } from "./runtime/doctor/machine_facts.ts";
export type { GrantedPermission } from "./runtime/doctor/permissions.ts";
export type { Trial } from "./runtime/doctor/trial.ts";
export type { VerifiedGraphs } from "./runtime/doctor/verified_graphs.ts";
export type { CudaSetUp, SetUpCudaOptions } from "./runtime/commands/setup_cuda.ts";
export type { CudaDevice } from "./runtime/cuda/probe_cuda.ts";
export { cudaVersionText } from "./runtime/cuda/cuda_version.ts";
export type { DownloadedData } from "./runtime/commands/download_data.ts";
export type { DataFileOptions } from "./runtime/commands/data.ts";
export type { DataPreview, PreviewedClasses, PreviewedColumn } from "./runtime/profile/preview.ts";
export type {
  ColumnSummary,
  ImageSummary,
  NumberSummary,
  WordSummary,
} from "./runtime/profile/summary.ts";
export type { PredictFileOptions } from "./runtime/commands/predict.ts";
export type { CreatedText } from "./runtime/commands/create_text_file.ts";
export type { PredictOptions } from "./runtime/inference/predict.ts";
export type {
  ClassPredictions,
  LabelPredictions,
  NumberPredictions,
  Predictions,
} from "./runtime/inference/predictions.ts";
export type { DataOverride } from "./runtime/open/data_override.ts";
export type { PipelineChoice } from "./runtime/open/open_pipeline.ts";
export type { Prepared } from "./runtime/prepare/prepare.ts";
export { histories, type History, metricsJson } from "./runtime/results/metrics.ts";
export type { StepNumbers } from "./compiler/schedules/courses.ts";
export type { EpochRecord, EpochSteps } from "./runtime/train/history.ts";
export type { Trained } from "./runtime/train/train.ts";
