import type { PartName } from "../../dsl/language/pipeline.ts";
import type { Dataset, Target } from "../data/dataset.ts";
import type { OpenModel } from "../inference/open_model.ts";
import { numbersIn, type Predictions } from "../inference/predictions.ts";
import { doubles } from "../prepare/model_inputs.ts";
import type { PreparedPart } from "../prepare/prepare.ts";
import { evenly } from "./evenly.ts";

/** Comparisons are made on test rows; of others it is enough to draw some. */
const mostRows = { train: 2_000, valid: 2_000, test: 10_000 } as const;
/** So many numbers are recorded of one part. */
const mostNumbers = 200_000;

/** What a finished model answers for rows of a part. */
export interface AnsweredPart {
  readonly name: PartName;
  /** How many rows the part has. */
  readonly rows: number;
  /** Those of the data that are answered, from 0. */
  readonly indices: Int32Array;
  readonly predictions: Predictions;
  /** Codes of classes, or numbers, row-major [rows, targets]; absent without a target. */
  readonly targets?: ArrayLike<number>;
}

/** Asks a model for the rows of a part, or for some of them. */
export async function answeredPart(
  { columns, target }: Dataset,
  { name, indices: all }: PreparedPart,
  model: OpenModel,
): Promise<AnsweredPart> {
  const first = await model.answer(columns, all.subarray(0, 1));
  const most = Math.min(mostRows[name], Math.floor(mostNumbers / answerWidth(first)));
  // In the order of the data, for they may stand there by their classes.
  const sorted = all.toSorted();
  const indices = Int32Array.from(evenly(all.length, most), (at) => sorted[at]);
  return {
    ...{ name, rows: all.length },
    indices,
    predictions: await model.answer(columns, indices),
    ...target && { targets: targetsOf(target, indices) },
  };
}

/** How many numbers a row is answered with. */
export function answerWidth(predictions: Predictions): number {
  return numbersIn(predictions).length / predictions.rows;
}

function targetsOf(target: Target, rows: Int32Array): ArrayLike<number> {
  if (target.kind === "classes") return rows.map((row) => target.codes[row]);
  const width = target.columns.length;
  const targets = new Float64Array(rows.length * width);
  target.columns.forEach((column, index) =>
    doubles(column, rows).forEach((value, at) => targets[at * width + index] = value)
  );
  return targets;
}
