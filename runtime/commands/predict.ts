import { resolve } from "node:path";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { Report } from "../../dsl/text/report.ts";
import type { Engine } from "../engine/engine.ts";
import { accessToNamed, type CommandContext, displayPath, readFile } from "../files/access.ts";
import { AnsweredFile, type AnsweredRows } from "../inference/answered_rows.ts";
import type { OnError } from "../inference/on_error.ts";
import { swappedModel } from "../inference/inference_diagnostics.ts";
import { cardOf, type NamedModel, openNamed } from "../inference/predict.ts";
import { joinPredictions } from "../inference/join_predictions.ts";
import { rowBlocks } from "../inference/row_blocks.ts";
import type { Predictions } from "../inference/predictions.ts";
import type { BlockFrame } from "../readers/file_format.ts";
import type { ModelCard } from "../results/model_card.ts";
import { engineNamed } from "./named_engine.ts";
import { phase } from "./phase.ts";

/** How a file is answered. */
export interface PredictFileOptions {
  /** What becomes of rows with a cell that the model cannot take; the end of all unless given. */
  readonly onError?: OnError;
  /** Whether all rows are looked at before the first is answered, where that can be done. */
  readonly looksFirst?: boolean;
  /** The device that the model is run on, as `cuda:1`; the processor unless given. */
  readonly device?: string;
  /** Told of each warning. */
  readonly warn?: (warning: Diagnostic) => void;
}

/**
 * Answers of a `model.onnx` file for the rows of a file; paths are relative to the working directory.
 * @throws {PenstockError} If a file cannot be read, is no model, lacks a column, or has a row that cannot be
 * answered.
 */
export async function predictFile(
  model: string,
  rows: string,
  context: CommandContext,
  options: PredictFileOptions = {},
): Promise<Predictions> {
  const answers = await Array.fromAsync(predictBlocks(model, rows, { ...options, context }));
  return joinPredictions(answers.map(({ predictions }) => predictions));
}

/**
 * The same for as many rows as there are, some at a time.
 * @param model The path of a `model.onnx`.
 * @param rows The path of a table, a manifest, an array, a picture or a folder of them, or `-` for stdin.
 * @throws {PenstockError} As `predictFile`, when it comes to such a row.
 */
export async function* predictBlocks(
  model: string,
  rows: string,
  options: AnswerOptions,
): AsyncGenerator<AnsweredRows> {
  yield* (await answerBlocks(model, rows, options)).blocks;
}

/** How rows are answered, and whether their targets are read as well. */
export interface AnswerOptions extends PredictFileOptions {
  /** The working directory, and what may be read. */
  readonly context: CommandContext;
  /** Whether the targets are read as well. */
  readonly isLabelled?: boolean;
}

/** A model and what it answers. */
export interface AnswerBlocks {
  readonly card: ModelCard;
  /** What answers. */
  readonly engine: Engine;
  readonly blocks: AsyncGenerator<AnsweredRows>;
}

/** A model, and its answers for a file as they are asked for. @throws {PenstockError} If it is no model of ours. */
export async function answerBlocks(
  model: string,
  rows: string,
  options: AnswerOptions,
): Promise<AnswerBlocks> {
  const { context, device } = options;
  const engine = await phase((report) => engineNamed(device, report));
  const { card, ...named } = await phase((report) => readModel(model, rows, { context, report }));
  return { card, blocks: answersOf(named, rows, { ...options, card, engine }), engine };
}

async function* answersOf(
  named: NamedModel,
  rows: string,
  { card, context, onError = "stop", looksFirst = false, engine, warn, isLabelled }:
    & AnswerOptions
    & { readonly card: ModelCard; readonly engine: Engine },
): AsyncGenerator<AnsweredRows> {
  const blocks = () => blocksIn(rows, { card, context, isLabelled });
  // What comes through a pipe comes once.
  if (looksFirst && onError === "stop" && rows !== "-") {
    const looked = new AnsweredFile(card, onError, isLabelled);
    for await (const block of blocks()) await phase((report) => looked.look(block, report));
    await phase((report) => looked.requireAnswers(report));
  }
  const file = new AnsweredFile(card, onError, isLabelled);
  await using open = await openNamed(named, { card, engine });
  for await (const block of blocks()) {
    yield await phase((report) => file.answer(block, open, report));
  }
  file.warnings().forEach((each) => warn?.(each));
}

interface ReadModel extends NamedModel {
  readonly card: ModelCard;
}

async function readModel(
  model: string,
  rows: string,
  { context: { workingDirectory }, report }: {
    readonly context: CommandContext;
    readonly report: Report;
  },
): Promise<ReadModel> {
  const pathOf = (path: string) => resolve(workingDirectory, path);
  const [modelName, name] = [model, rows].map((path) =>
    displayPath(pathOf(path), workingDirectory)
  );
  if (isModelName(rows) && !isModelName(model)) report.fail(swappedModel(modelName, name));
  const bytes = await readFile(pathOf(model), { path: modelName, report });
  const named = { model: bytes, modelName };
  return { ...named, card: cardOf(named, report) };
}

/** The rows of a file, each block a phase of its own. */
async function* blocksIn(
  path: string,
  { card, context, isLabelled = false }: {
    readonly card: ModelCard;
    readonly context: CommandContext;
    readonly isLabelled?: boolean | undefined;
  },
): AsyncIterable<BlockFrame> {
  const access = await accessToNamed(path, context);
  let current = new Report();
  const report = new Report((each) => current.add(each));
  const blocks = rowBlocks({ path, card, access, report, isLabelled })[
    Symbol.asyncIterator
  ]();
  for (;;) {
    const next = await phase(async (own) => {
      current = own;
      return await blocks.next();
    });
    if (next.done) return;
    yield next.value;
  }
}

function isModelName(path: string): boolean {
  return /\.onnx$/i.test(path);
}
