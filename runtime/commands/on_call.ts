/**
 * What `mod.ts` offers, each loaded when it is called: a command pays for the modules and packages
 * that it needs, and `check` of a text with a mistake for few of them.
 * @module
 */
import type { DeclaredParam } from "../../dsl/check/params.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Source } from "../../dsl/text/span.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Frame } from "../data/frame.ts";
import type { HostTensor } from "../engine/tensor.ts";
import type { CommandContext } from "../files/access.ts";
import type { TextPlace } from "../files/text_file.ts";
import type { CsvLayout } from "../formats/csv_layout.ts";
import type { AnsweredRows } from "../inference/answered_rows.ts";
import type { PredictOptions } from "../inference/predict.ts";
import type { Predictions } from "../inference/predictions.ts";
import type { Prepared } from "../prepare/prepare.ts";
import type { CheckFileOptions } from "./check.ts";
import type { CompiledFile, CompileFileOptions } from "./compile_file.ts";
import type { ExplainedFile, GradcheckedFile, StepChoice } from "./explain.ts";
import type { ListParamsOptions } from "./params.ts";
import type { DataPageOptions } from "./data_page.ts";
import type { DataPreview } from "../profile/preview.ts";
import type { DataFileOptions } from "./data.ts";
import type { EvaluatedFile, EvaluateFileOptions } from "./evaluate.ts";
import type { InitFile, InitFileOptions } from "./init.ts";
import type { InspectedModel } from "./inspect.ts";
import type { DownloadedData } from "./download_data.ts";
import type { CreatedText } from "./create_text_file.ts";
import type { ExportedText, ExportKind } from "./export.ts";
import type { FilePlan, PlanFileOptions } from "./plan_file.ts";
import type { PredictFileOptions } from "./predict.ts";
import type { ServeFileOptions } from "./serve.ts";
import type { ModelServer } from "../serve/server.ts";
import type { RunResult } from "./finish_run.ts";
import type { ComparedFiles, CompareOptions } from "./compare.ts";
import type { VerifiedPipeline, VerifyOptions } from "./verify.ts";
import type { ReportedFolder, ReportOptions } from "./report_file.ts";
import type { RunOptions } from "./run.ts";
import type { RunFileOptions, RunFileResult } from "./run_file.ts";
import type { VerifiedRun, VerifyRunOptions } from "./verify_run.ts";

/**
 * Trains a pipeline from its text to a finished, checked model.
 * @throws {PenstockError} With diagnostics of the phase that failed; nothing is then left behind.
 */
export async function run(source: Source, options: RunOptions): Promise<RunResult> {
  const { run } = await import("./run.ts");
  return run(source, options);
}

/**
 * Runs a `.pipe` file and leaves `model.onnx`, `metrics.json`, `history.csv`, `parameters.npz`,
 * `records.json.gz` and `run.lock.yaml` in a folder.
 * @param path Relative to the working directory.
 * @throws {PenstockError} With diagnostics; nothing is then written.
 */
export async function runFile(path: string, options: RunFileOptions): Promise<RunFileResult> {
  const { runFile } = await import("./run_file.ts");
  return runFile(path, options);
}

/**
 * Trains pipelines, their variants or a grid of parameters, with some seeds, at once, each into a folder of its own,
 * and compares them.
 * @param paths Relative to the working directory.
 * @throws {PenstockError} If there is nothing to compare, they are judged otherwise, none went well, or somebody
 * asked for the end.
 */
export async function compareFiles(
  paths: readonly string[],
  options: CompareOptions,
): Promise<ComparedFiles> {
  const { compareFiles } = await import("./compare.ts");
  return compareFiles(paths, options);
}

/**
 * Trains pipelines, and each variant of theirs, and holds them to what they expect. Nothing is written.
 * @param paths Files, or folders of which every `.pipe` file is meant, relative to the working directory.
 * @throws {PenstockError} If there is no such file, or somebody asked for the end.
 */
export async function verifyFiles(
  paths: readonly string[],
  options: VerifyOptions,
): Promise<readonly VerifiedPipeline[]> {
  const { verifyFiles } = await import("./verify.ts");
  return verifyFiles(paths, options);
}

/**
 * Makes the page of a run again, from what its folder holds.
 * @throws {PenstockError} If it is not the folder of a run, or a file in it is no longer what it was.
 */
export async function reportFolder(path: string, options: ReportOptions): Promise<ReportedFolder> {
  const { reportFolder } = await import("./report_file.ts");
  return reportFolder(path, options);
}

/**
 * Makes a run again, and compares: files of the folder, pipeline, data, split, graph, and every byte that the run
 * left. Nothing is written.
 * @param path The folder of the run, relative to the working directory.
 * @throws {PenstockError} If it cannot be made again, or with the first thing that differs.
 */
export async function verifyRun(path: string, options: VerifyRunOptions): Promise<VerifiedRun> {
  const { verifyRun } = await import("./verify_run.ts");
  return verifyRun(path, options);
}

/**
 * Every problem of a `.pipe` file and its data that shows before training, by place; none if all is
 * right. Where the data cannot be read, that is one of the problems. Each variant is
 * checked, unless one is chosen.
 */
export async function checkFile(
  path: string,
  context: CommandContext,
  options?: CheckFileOptions,
): Promise<readonly Diagnostic[]> {
  const { checkFile } = await import("./check.ts");
  return checkFile(path, context, options);
}

/**
 * What a `.pipe` file will do, after one pass over its data and without a device.
 * @throws {PenstockError} With every mistake of the pipeline.
 */
export async function planFile(path: string, options: PlanFileOptions): Promise<FilePlan> {
  const { planFile } = await import("./plan_file.ts");
  return planFile(path, options);
}

/**
 * Leaves what a `.pipe` file is compiled to in a folder, without training it: `training.onnx`,
 * `model.onnx` with the parameters that training would start from, and both as text in `graph.txt`.
 * @throws {PenstockError} With every mistake of the pipeline, or why the folder cannot be filled;
 * nothing is then written.
 */
export async function compileFile(
  path: string,
  options: CompileFileOptions,
): Promise<CompiledFile> {
  const { compileFile } = await import("./compile_file.ts");
  return compileFile(path, options);
}

/**
 * Computes one step of a `.pipe` file with every tensor at hand.
 * @throws {PenstockError} With every mistake of the pipeline, or of what was asked for.
 */
export async function explainFile(path: string, choice: StepChoice): Promise<ExplainedFile> {
  const { explainFile } = await import("./explain.ts");
  return explainFile(path, choice);
}

/**
 * Compares autodiff with finite differences on the model and data of a `.pipe` file.
 * @throws {PenstockError} With every mistake of the pipeline, or of what was asked for.
 */
export async function gradcheckFile(path: string, choice: StepChoice): Promise<GradcheckedFile> {
  const { gradcheckFile } = await import("./explain.ts");
  return gradcheckFile(path, choice);
}

/**
 * Writes a `.pipe` file in the one style of the language; with `isCheck` it writes nothing.
 * @returns Whether the file was not in that style.
 * @throws {PenstockError} If it cannot be read, or not written (E0508).
 */
export async function formatFile(
  path: string,
  context: CommandContext,
  options?: { readonly isCheck?: boolean },
): Promise<boolean> {
  const { formatFile } = await import("./format.ts");
  return formatFile(path, context, options);
}

/**
 * The parameters of a `.pipe` file and of those it uses, with the values that a run would take.
 * Other stages may still be wrong.
 * @throws {PenstockError} If the file cannot be read, or a parameter or an override is wrong.
 */
export async function listParams(
  path: string,
  options: ListParamsOptions,
): Promise<readonly DeclaredParam[]> {
  const { listParams } = await import("./params.ts");
  return listParams(path, options);
}

/**
 * Reads the parameters of a YAML file of names and values, as `--params` names it.
 * @param path Relative to the working directory.
 * @throws {PenstockError} If there is no such file or it holds something else.
 */
export async function readParams(
  path: string,
  context: CommandContext,
): Promise<readonly Override[]> {
  const { readParams } = await import("../open/params_file.ts");
  return readParams(path, context);
}

/**
 * The frame that CSV text holds, with a header unless the layout says otherwise.
 * @param name As shown to people.
 * @throws {PenstockError} With every problem of header and rows.
 */
export async function frameFromCsv(
  name: string,
  csv: string | Uint8Array,
  layout?: CsvLayout,
): Promise<Frame> {
  const { frameFromCsv } = await import("../formats/csv_frame.ts");
  return frameFromCsv(name, csv, layout);
}

/**
 * What a finished model answers for the rows of a frame.
 * @throws {PenstockError} If the file is no model, a column is missing, or a cell is empty or not a number.
 */
export async function predict(options: PredictOptions): Promise<Predictions> {
  const { predict } = await import("../inference/predict.ts");
  return predict(options);
}

/**
 * Answers of a `model.onnx` file for the rows of a file; paths are relative to the working directory.
 * @param rows A table, a manifest, an array, a picture or a folder of them, or `-` for stdin.
 * @throws {PenstockError} If a file cannot be read, is no model, lacks a column, or has a row that cannot be
 * answered.
 */
export async function predictFile(
  model: string,
  rows: string,
  context: CommandContext,
  options?: PredictFileOptions,
): Promise<Predictions> {
  const { predictFile } = await import("./predict.ts");
  return predictFile(model, rows, context, options);
}

/**
 * The same for as many rows as there are: some at a time, which are all that is held of them.
 * @throws {PenstockError} As `predictFile`, when it comes to such a row.
 */
export async function* predictBlocks(
  model: string,
  rows: string,
  options: PredictFileOptions & { readonly context: CommandContext },
): AsyncGenerator<AnsweredRows> {
  const { predictBlocks } = await import("./predict.ts");
  yield* predictBlocks(model, rows, options);
}

/**
 * The metrics of the pipeline that a model was trained with, for the rows of a labelled file.
 * @param rows A table, a manifest, or a folder of pictures in folders of their classes, or `-` for stdin.
 * @throws {PenstockError} If a file cannot be read, is no model, lacks a column, or has a row that cannot be
 * answered or has no label.
 */
export async function evaluateFile(
  model: string,
  rows: string,
  options: EvaluateFileOptions,
): Promise<EvaluatedFile> {
  const { evaluateFile } = await import("./evaluate.ts");
  return evaluateFile(model, rows, options);
}

/**
 * A program that asks a finished model, its model card, or its types.
 * @param path Of a `model.onnx`, relative to the working directory.
 * @throws {PenstockError} If it cannot be read or is no model of Penstock.
 */
export async function exportFile(
  path: string,
  kind: ExportKind,
  context: Pick<CommandContext, "workingDirectory">,
): Promise<ExportedText> {
  const { exportFile } = await import("./export.ts");
  return exportFile(path, kind, context);
}

/**
 * Answers requests with a finished model until it is told to stop.
 * @param path Of a `model.onnx`, relative to the working directory.
 * @throws {PenstockError} If it cannot be read, is no model of Penstock, or the address cannot be listened on.
 */
export async function serveFile(path: string, options: ServeFileOptions): Promise<ModelServer> {
  const { serveFile } = await import("./serve.ts");
  return serveFile(path, options);
}

/**
 * What an `.onnx` file says of itself; nothing is run.
 * @param path Relative to the working directory.
 * @throws {PenstockError} If it cannot be read or is no ONNX model.
 */
export async function inspectFile(path: string, context: CommandContext): Promise<InspectedModel> {
  const { inspectFile } = await import("./inspect.ts");
  return inspectFile(path, context);
}

/**
 * Writes a first pipeline for some data, which trains as it is.
 * @param path Relative to the working directory: a table, an array, a folder of pictures or a manifest.
 * @throws {PenstockError} If the data cannot be read, or something is there already.
 */
export async function initFile(path: string, options: InitFileOptions): Promise<InitFile> {
  const { initFile } = await import("./init.ts");
  return initFile(path, options);
}

/**
 * Looks at data: a table, an array, images, a manifest, or what a `.pipe` file loads.
 * @param path Relative to the working directory.
 * @throws {PenstockError} If they cannot be read.
 */
export async function dataFile(path: string, options: DataFileOptions): Promise<DataPreview> {
  const { dataFile } = await import("./data.ts");
  return dataFile(path, options);
}

/**
 * Gets the files of a public data set that comes with a manifest, such as `fashion-mnist`, where they are not
 * there yet.
 * @throws {PenstockError} If there is no such data set, or its files are not to be had.
 */
export async function downloadData(
  name: string,
  context: CommandContext,
): Promise<DownloadedData> {
  const { downloadData } = await import("./download_data.ts");
  return downloadData(name, context);
}

/**
 * Writes some images of data as a grid, a row for each class where there are classes.
 * @param out A PNG file, relative to the working directory.
 * @returns The file as shown to people.
 * @throws {PenstockError} If the data are no images, or the file cannot be written.
 */
export async function imageGrid(
  preview: Pick<DataPreview, "name" | "images" | "classes">,
  out: string,
  context: CommandContext,
): Promise<string> {
  const { imageGrid } = await import("./image_grid.ts");
  return imageGrid(preview, out, context);
}

/**
 * Writes what there is to say of data as a page. @returns The file as shown to people.
 * @throws {PenstockError} If it cannot be written, or there is a file that is no such page.
 */
export async function dataPage(preview: DataPreview, options: DataPageOptions): Promise<string> {
  const { dataPage } = await import("./data_page.ts");
  return dataPage(preview, options);
}

/**
 * Begins a text file that is seen whole or not at all.
 * @param path Relative to the working directory.
 * @param kind How such texts begin, and what writes them: a file that begins otherwise is not replaced.
 * @throws {PenstockError} If it cannot be written.
 */
export async function createTextFile(
  path: string,
  context: CommandContext,
  kind: Pick<TextPlace, "begin" | "by">,
): Promise<CreatedText> {
  const { createTextFile } = await import("./create_text_file.ts");
  return createTextFile(path, context, kind);
}

/** What a finished model answers for every row of a dataset, split or not. @param model Its bytes. */
export async function predictDataset(dataset: Dataset, model: Uint8Array): Promise<Predictions> {
  const { predictDataset } = await import("../inference/predict_dataset.ts");
  return predictDataset(dataset, model);
}

/**
 * The parameters in a packed state by their names, such as `hidden.weight`, in the order of the
 * layers; weights are [out, in], as in PyTorch.
 * @param state As `train` leaves it, or as it starts.
 */
export async function parametersByName(
  prepared: Prepared,
  state: Float32Array,
): Promise<Readonly<Record<string, HostTensor>>> {
  const { parametersByName } = await import("../results/parameters.ts");
  return parametersByName(prepared, state);
}
