import type { Schema } from "../../compiler/schema/schema.ts";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import { categoryColumn } from "../data/category_column.ts";
import { stringify } from "@std/csv";
import { numericColumn } from "../data/numeric_column.ts";
import { Problems } from "../data/problems.ts";
import type { Table, TableColumn } from "../data/table.ts";
import { type Engine, runOnce } from "../engine/engine.ts";
import { cpuEngine } from "../engine/node.ts";
import { floatsOf, type HostTensor, type Tensors } from "../engine/tensor.ts";
import { shortestDecimal } from "../formats/decimal.ts";
import { readCard } from "../results/model_card.ts";
import { rawTensors } from "../prepare/model_inputs.ts";
import { missingFeature, notAModel } from "./inference_diagnostics.ts";

/** A finished model with the rows to answer for. */
export interface PredictOptions {
  /** The bytes of a `model.onnx`. */
  readonly model: Uint8Array;
  /** What the model is called in messages. */
  readonly modelName: string;
  /** Columns are found by their names; those that the model does not take are ignored. */
  readonly table: Table;
  /** Where it is run; the CPU unless given. */
  readonly engine?: Engine;
}

/**
 * Answers row by row: a label with the probability of each class, 0 or 1 and a probability for each
 * of several labels, or predicted numbers.
 */
export interface Predictions {
  /** `label`, `probability_<class>`..., or `label_<column>` and `probability_<column>`, or `prediction` columns. */
  readonly header: readonly string[];
  /** A row of text for each row of the table. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * What a finished model answers for the rows of a table.
 * @throws {PenstockError} If the file is no model, a column is missing, or a cell is empty or not a number.
 */
export async function predict(options: PredictOptions): Promise<Predictions> {
  const { model, modelName, table } = options;
  const { schema } = cardOf(model, modelName);
  const answers = await answersOf(options, rawRows(table, schema));
  const { target } = schema;
  if (answers.probability && target?.kind === "classes") return labelled(answers, target.classes);
  const names = target?.kind === "classes" ? [] : target?.names ?? [];
  if (answers.probability) return indicated(answers, names);
  return predicted(answers.prediction!, names);
}

/** Predictions as CSV text with a header. */
export function predictionsCsv({ header, rows }: Predictions): string {
  return stringify([header, ...rows]);
}

/** The outputs of the model; what ONNX Runtime refuses to load or to run is no model of ours. */
async function answersOf(
  { model, modelName, engine = cpuEngine }: PredictOptions,
  raw: Tensors,
): Promise<Tensors> {
  try {
    return await runOnce(engine, model, raw);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PenstockError([notAModel(modelName, reason)]);
  }
}

function cardOf(model: Uint8Array, name: string) {
  try {
    return readCard(model);
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) {
      throw new PenstockError([notAModel(name, error.message)]);
    }
    throw error;
  }
}

/** The rows of a table as the model takes them. */
function rawRows(table: Table, schema: Schema): Tensors {
  const problems = new Problems();
  const columns = table.columns.map(({ name }) => name);
  const find = (name: string): readonly TableColumn[] => {
    const found = table.columns.filter((each) => each.name === name);
    if (found.length === 0) {
      const guess = nearest(name, columns);
      problems.add(() => missingFeature(table.name, { name, columns, guess }));
    }
    return found;
  };
  const raw = {
    numeric: schema.numeric.flatMap(find).map((each) => numericColumn(each, { table, problems })),
    categories: schema.categories.flatMap(({ name }) => find(name))
      .map((each) => categoryColumn(each, { table, problems })),
  };
  problems.throwIfAny();
  return rawTensors(schema, raw, Int32Array.from({ length: table.rows }, (_, row) => row));
}

function labelled({ label, probability }: Tensors, classes: readonly string[]): Predictions {
  const values = floatsOf(probability);
  const labels = label?.type === "string" ? label.data : [];
  return {
    header: ["label", ...classes.map((each) => `probability_${each}`)],
    rows: labels.map((text, row) => [text, ...rowOf(values, row, classes.length)]),
  };
}

function indicated({ label, probability }: Tensors, names: readonly string[]): Predictions {
  const values = floatsOf(probability);
  const labels = label?.type === "int32" ? label.data : new Int32Array();
  const width = names.length;
  return {
    header: ["label", "probability"].flatMap((each) => names.map((name) => `${each}_${name}`)),
    rows: Array.from({ length: labels.length / width }, (_, row) => [
      ...Array.from(labels.subarray(row * width, (row + 1) * width), String),
      ...rowOf(values, row, width),
    ]),
  };
}

function predicted(prediction: HostTensor, names: readonly string[]): Predictions {
  const [rows, width] = prediction.shape as [number, number];
  const isNamed = names.length === width;
  const suffixes = Array.from({ length: width }, (_, at) => isNamed ? names[at]! : String(at + 1));
  return {
    header: width === 1 ? ["prediction"] : suffixes.map((each) => `prediction_${each}`),
    rows: Array.from({ length: rows }, (_, row) => rowOf(floatsOf(prediction), row, width)),
  };
}

/** One row of a matrix, in the shortest digits that give the same float32 again. */
function rowOf(values: Float32Array, row: number, width: number): string[] {
  return Array.from(
    values.subarray(row * width, (row + 1) * width),
    (value) => String(shortestDecimal(value)),
  );
}
