import { type Diagnostic, unwrap } from "../../dsl/text/diagnostic.ts";
import { type Report, reported } from "../../dsl/text/report.ts";
import { decodeFinished } from "../../compiler/backends/onnx/decode_finished.ts";
import type { Frame } from "../data/frame.ts";
import { allRows } from "../data/gather.ts";
import type { Engine } from "../engine/engine.ts";
import { cpuEngine } from "../engine/cpu.ts";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { EngineError } from "../engine/engine_error.ts";
import { type ModelCard, readCard } from "../results/model_card.ts";
import { requireAgreement } from "./model_agreement.ts";
import { notAModel } from "./inference_diagnostics.ts";
import { RowsForModel } from "./model_rows.ts";
import { type OpenModel, openModel } from "./open_model.ts";
import type { Predictions } from "./predictions.ts";

/** A finished model with the rows to answer for. */
export interface PredictOptions {
  /** The bytes of a `model.onnx`. */
  readonly model: Uint8Array;
  /** What the model is called in messages. */
  readonly modelName: string;
  /** Columns are found by their names; those that the model does not take are ignored. */
  readonly frame: Frame;
  /** Where it is run; the CPU unless given. */
  readonly engine?: Engine;
  /** Told of words that the model does not know, or that are written otherwise than in training. */
  readonly warn?: (warning: Diagnostic) => void;
}

/**
 * What a finished model answers for the rows of a frame.
 * @throws {PenstockError} If the file is no model, a column is missing, or a cell is empty or not a number.
 */
export async function predict(options: PredictOptions): Promise<Predictions> {
  return unwrap(await reported((report) => predictRows(options, report)));
}

/** The same. @throws {Stopped} With what is wrong, reported. */
async function predictRows(
  { frame, engine = cpuEngine, warn, ...model }: PredictOptions,
  report: Report,
): Promise<Predictions> {
  const card = cardOf(model, report);
  const rows = new RowsForModel(card);
  const { columns, mistakes } = rows.read(frame, report);
  mistakes.stopIfAny(report);
  await using open = await openNamed(model, { card, engine });
  const answers = await open.answer(columns, allRows(frame.rows));
  rows.words.warnings(frame.name).forEach((each) => warn?.(each));
  return answers;
}

/** The bytes of a model, and what it is called in messages. */
export type NamedModel = Pick<PredictOptions, "model" | "modelName">;

/** What a model says of itself, that a runtime may run. Fails where it is none of ours (E0435). */
export function cardOf({ model, modelName }: NamedModel, report: Report): ModelCard {
  try {
    const card = readCard(model);
    requireAgreement(decodeFinished(model), card);
    return card;
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    return report.fail(notAModel(modelName, error.message));
  }
}

/** A model that is ready to be asked. What ONNX Runtime refuses to load or to run is no model of ours (E0435). */
export async function openNamed(
  { model: bytes, modelName }: NamedModel,
  { card, engine }: { readonly card: ModelCard; readonly engine: Engine },
): Promise<OpenModel> {
  const attempt = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      // The report is of the phase that opens: rows may be answered long after it.
      throw new PenstockError([notAModel(modelName, error.message)]);
    }
  };
  const { schema, quantiles } = card;
  const model = { bytes, schema, ...quantiles && { quantiles }, engine };
  const open = await attempt(() => openModel(model));
  return {
    answer: (columns, rows) => attempt(() => open.answer(columns, rows)),
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  };
}
