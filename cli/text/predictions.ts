import { stringify } from "@std/csv";
import { type Predictions, shortestDecimal } from "../../mod.ts";

/** Answers as text, a row of cells for each row. */
export interface PredictionTexts {
  /** `label`, `probability_<class>`..., or `label_<column>`... and `probability_<column>`..., or `prediction` columns. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Answers as CSV text with a header. */
export function predictionsCsv(predictions: Predictions): string {
  const { header, rows } = predictionTexts(predictions);
  return stringify([header, ...rows]);
}

/** Answers as texts, numbers in the shortest digits that give the same float32 again. */
export function predictionTexts(predictions: Predictions): PredictionTexts {
  const columns = columnsOf(predictions);
  return {
    header: columns.map(({ name }) => name),
    rows: Array.from(
      { length: predictions.rows },
      (_, row) => columns.map(({ textOf }) => textOf(row)),
    ),
  };
}

interface TextColumn {
  readonly name: string;
  textOf(row: number): string;
}

function columnsOf(predictions: Predictions): readonly TextColumn[] {
  if (predictions.kind === "numbers") {
    const { names, prediction } = predictions;
    const columns = matrixColumns("prediction", names, prediction);
    return columns.length === 1 ? [{ ...columns[0], name: "prediction" }] : columns;
  }
  if (predictions.kind === "labels") {
    const { names, label, probability } = predictions;
    return [
      ...matrixColumns("label", names, label),
      ...matrixColumns("probability", names, probability),
    ];
  }
  const { classes, label, probability } = predictions;
  return [
    { name: "label", textOf: (row) => label[row] },
    ...matrixColumns("probability", classes, probability),
  ];
}

/** @param values [rows, names], row-major. */
function matrixColumns(
  what: string,
  names: readonly string[],
  values: Float32Array | Int32Array,
): readonly TextColumn[] {
  return names.map((name, column) => ({
    name: `${what}_${name}`,
    textOf: (row) => String(shortestDecimal(values[row * names.length + column])),
  }));
}
