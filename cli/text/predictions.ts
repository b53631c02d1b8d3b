import { stringify } from "@std/csv";
import { type AnsweredRows, answerObject, type Predictions, shortestDecimal } from "../../mod.ts";

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
      (_, row) => columns.map(({ valueOf }) => String(valueOf(row))),
    ),
  };
}

/** How answers are written: a table, or an object a row. */
export type AnswerFormat = "csv" | "jsonl";

/** Answers as a text that comes in pieces. */
export interface AnswerText {
  /** What comes before the first row; also tells such a text from others. @param first Of the blocks. */
  begin(first: AnsweredRows): string;
  /** A line for each row that was answered. @param isBlank Whether the others have an empty one. */
  lines(block: AnsweredRows, isBlank: boolean): string;
}

/** Each form of answers. */
export const answerTexts: Readonly<Record<AnswerFormat, AnswerText>> = {
  csv: {
    begin: (first) => stringify([namesIn(first)]),
    lines(block, isBlank) {
      const { files } = block;
      const columns = columnsOf(block.predictions);
      const quoted = quoting();
      const empty = ",".repeat(columns.length - 1);
      return linesOf(block, isBlank, (row, at) => {
        const cells = at === undefined
          ? empty
          : columns.map(({ valueOf }) => quoted(valueOf(at))).join(",");
        return files ? `${quoted(files[row])},${cells}` : cells;
      });
    },
  },
  jsonl: {
    begin: () => "",
    lines(block, isBlank) {
      const { files, predictions } = block;
      return linesOf(block, isBlank, (row, at) =>
        JSON.stringify({
          ...files && { file: files[row] },
          ...answerObject(predictions, at),
        }));
    },
  },
};

/** Cells as CSV has them, each word looked at once. */
function quoting(): (value: string | number) => string {
  const texts = new Map<string, string>();
  return (value) => {
    if (typeof value === "number") return String(value);
    const text = texts.get(value) ?? stringify([[value]]).trimEnd();
    texts.set(value, text);
    return text;
  };
}

function namesIn({ files, predictions }: AnsweredRows): readonly string[] {
  return [...files ? ["file"] : [], ...columnsOf(predictions).map(({ name }) => name)];
}

/** A line for each row that has one. @param line Of a row, with the place of its answer if it has one. */
function linesOf(
  { rows, answered }: AnsweredRows,
  isBlank: boolean,
  line: (row: number, answer: number | undefined) => string,
): string {
  let text = "";
  let next = 0;
  for (let row = 0; row < rows; row++) {
    const isAnswered = answered[next] === row;
    if (isAnswered || isBlank) text += `${line(row, isAnswered ? next : undefined)}\n`;
    if (isAnswered) next += 1;
  }
  return text;
}

interface AnswerColumn {
  readonly name: string;
  valueOf(row: number): string | number;
}

function columnsOf(predictions: Predictions): readonly AnswerColumn[] {
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
    { name: "label", valueOf: (row) => label[row] },
    ...matrixColumns(predictions.isScored ? "score" : "probability", classes, probability),
  ];
}

/** @param values [rows, names], row-major. */
function matrixColumns(
  what: string,
  names: readonly string[],
  values: Float32Array | Int32Array,
): readonly AnswerColumn[] {
  return names.map((name, column) => ({
    name: `${what}_${name}`,
    valueOf: (row) => shortestDecimal(values[row * names.length + column]),
  }));
}
