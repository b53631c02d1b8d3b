import type { Dataset } from "../data/dataset.ts";
import { tableOf } from "../data/table.ts";
import { predict, type Predictions } from "./predict.ts";

/** The rows of a dataset beside what a model answers for them. */
export interface Answers {
  /** Numbers, words and targets, each in the order of the data. */
  readonly given: Predictions;
  readonly answered: Predictions;
}

/** What a finished model answers for every row of a dataset, split or not. @param model Its bytes. */
export async function answersOf(dataset: Dataset, model: Uint8Array): Promise<Answers> {
  const { numeric, categories, rows } = dataset;
  const numbers = numeric.map(({ name, values }) => ({ name, cells: textsOf(values) }));
  const given = columnsToRows([...numbers, ...categories, ...targetColumns(dataset)], rows);
  const table = tableOf({
    name: dataset.name,
    header: given.header,
    records: given.rows,
    headerPlace: () => dataset.name,
    rowPlace: (row) => `${dataset.name}, row ${row + 1}`,
  });
  return { given, answered: await predict({ model, modelName: "model.onnx", table }) };
}

interface Column {
  readonly name: string;
  readonly cells: readonly string[];
}

function targetColumns({ target }: Dataset): readonly Column[] {
  if (!target) return [];
  if (target.kind !== "classes") {
    return target.columns.map(({ name, values }) => ({ name, cells: textsOf(values) }));
  }
  return [{ name: target.name, cells: Array.from(target.codes, (code) => target.classes[code]!) }];
}

function textsOf(values: Float64Array): readonly string[] {
  return Array.from(values, String);
}

function columnsToRows(columns: readonly Column[], rows: number): Predictions {
  return {
    header: columns.map(({ name }) => name),
    rows: Array.from({ length: rows }, (_, row) => columns.map(({ cells }) => cells[row]!)),
  };
}
