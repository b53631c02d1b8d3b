import { basename } from "node:path";
import type { RecordedCells, RecordedPart, RecordedValue } from "../../report/input/records.ts";
import type { Dataset } from "../data/dataset.ts";
import type { FileLines } from "../data/row_lines.ts";
import { isMissing, valueAt } from "../data/column.ts";
import type { FeatureColumn } from "../data/feature_columns.ts";
import { numbersIn, type Predictions } from "../inference/predictions.ts";
import type { AnsweredPart } from "./answered_part.ts";
import { worstRows } from "./errors.ts";
import { evenly } from "./evenly.ts";

/** Of so many rows the cells are recorded, where the columns are few. */
const mostRows = 2_000;
/** So many cells are. */
const mostCells = 60_000;
/** Besides, those of so many rows with the largest errors. */
const mostWorst = 12;

/** What is recorded of a part. */
export function recordedPart(
  { dataset: { columns }, lines }: { readonly dataset: Dataset; readonly lines?: FileLines },
  part: AnsweredPart,
): RecordedPart {
  const { rows, indices, predictions, targets } = part;
  const labels = labelsOf(predictions);
  const cells = cellsOf(columns, part);
  return {
    rows,
    recorded: [...indices],
    ...lines && { file: basename(lines.file), lines: Array.from(indices, (row) => lines.of(row)) },
    ...targets && { targets: Array.from(targets) },
    answers: Array.from(numbersIn(predictions)),
    ...labels && { labels },
    ...cells && { cells },
  };
}

function labelsOf(predictions: Predictions): readonly number[] | undefined {
  if (predictions.kind === "numbers") return undefined;
  if (predictions.kind === "labels") return [...predictions.label];
  const codes = new Map(predictions.classes.map((name, code) => [name, code]));
  return predictions.label.map((name) => codes.get(name) ?? -1);
}

function cellsOf(
  columns: readonly FeatureColumn[],
  part: AnsweredPart,
): RecordedCells | undefined {
  if (columns.some(({ cells }) => cells.kind === "image")) return undefined;
  const most = Math.min(mostRows, Math.floor(mostCells / columns.length));
  const places = new Set([...evenly(part.indices.length, most), ...worstRows(part, mostWorst)]);
  const rows = [...places].sort((one, other) => one - other).map((at) => part.indices[at]);
  const recorded = columns.map(({ schema: { name }, cells }) =>
    [name, rows.map((row) => cellOf(cells, row))] as const
  );
  return { rows, columns: Object.fromEntries(recorded) };
}

function cellOf(cells: FeatureColumn["cells"], row: number): RecordedValue | string {
  if (cells.kind === "image" || isMissing(cells, row)) return null;
  return cells.kind === "number" ? valueAt(cells, row) : cells.words[cells.codes[row]];
}
