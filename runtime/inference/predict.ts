import { unwrap } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import { type Report, reported } from "../../dsl/text/report.ts";
import { tabular } from "../data/column.ts";
import { type FeatureColumn, featureColumn } from "../data/feature_columns.ts";
import { columnOf, type Frame } from "../data/frame.ts";
import { TableMistakes } from "../data/table_mistakes.ts";
import type { Engine } from "../engine/engine.ts";
import { cpuEngine } from "../engine/node.ts";
import { noteNoCodes } from "../prepare/embedded_codes.ts";
import { missingValues } from "../prepare/missing_values.ts";
import { type ModelCard, readCard } from "../results/model_card.ts";
import { answer } from "./answer.ts";
import { missingFeature, notAModel } from "./inference_diagnostics.ts";
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
}

/**
 * What a finished model answers for the rows of a frame.
 * @throws {PenstockError} If the file is no model, a column is missing, or a cell is empty or not a number.
 */
export async function predict(options: PredictOptions): Promise<Predictions> {
  return unwrap(await reported((report) => predictRows(options, report)));
}

/** The same. @throws {Stopped} With what is wrong, reported. */
export async function predictRows(options: PredictOptions, report: Report): Promise<Predictions> {
  const { model: bytes, modelName, frame, engine = cpuEngine } = options;
  const { quantiles, ...card } = cardOf(options, report);
  const { schema } = card;
  const columns = findColumns(frame, card, report);
  try {
    return await answer({ bytes, schema, quantiles, engine }, columns, frame.rows);
  } catch (error) {
    // What ONNX Runtime refuses to load or to run is no model of ours.
    const reason = error instanceof Error ? error.message : String(error);
    return report.fail(notAModel(modelName, reason));
  }
}

function cardOf({ model, modelName }: PredictOptions, report: Report): ModelCard {
  try {
    return readCard(model);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    return report.fail(notAModel(modelName, error.message));
  }
}

/** The columns that a model takes, in its order. */
function findColumns(
  frame: Frame,
  { schema, imputed, coded }: Pick<ModelCard, "schema" | "imputed" | "coded">,
  report: Report,
): readonly FeatureColumn[] {
  const mistakes = new TableMistakes();
  const names = frame.columns.map(({ name }) => name);
  const found = schema.columns.flatMap((each): FeatureColumn[] => {
    const column = columnOf(frame, each.name);
    if (each.kind === "image") {
      if (column?.kind === "image" && column.shape.join() === each.shape.join()) {
        return [{ schema: each, cells: column }];
      }
    } else if (column) return [featureColumn(tabular(column), each, { frame, mistakes })];
    const guess = nearest(each.name, names);
    mistakes.add(() => missingFeature(frame.name, { name: each.name, columns: names, guess }));
    return [];
  });
  for (const each of missingValues({ name: frame.name, columns: found }, imputed)) {
    mistakes.add(() => each);
  }
  for (const each of coded) noteNoCodes(each, found, { frame, mistakes });
  mistakes.stopIfAny(report);
  return found;
}
