import type { Surface } from "../../report/input/records.ts";
import { numberColumn, type Range } from "../data/column.ts";
import type { FeatureColumn } from "../data/feature_columns.ts";
import { allRows } from "../data/gather.ts";
import type { OpenModel } from "../inference/open_model.ts";
import { numbersIn } from "../inference/predictions.ts";
import { answerWidth } from "./answered_part.ts";

/** Enough for a smooth border in a picture of 352 pixels. */
const stepsOf = { plane: 141, line: 281 } as const;
/** Of each answer: contours are drawn between them. */
const digits = 4;
/** As a share of the range: what is just beyond the data is seen too. */
const margin = 0.06;
/** More answers than this are not drawn as a surface. */
const mostAnswers = 8;

/** What a model answers along its one column or over the plane of its two; nothing where it has others. */
export async function surfaceOf(
  columns: readonly FeatureColumn[],
  model: OpenModel,
): Promise<Surface | undefined> {
  const numbers = columns.flatMap(({ schema, cells }) =>
    schema.kind === "number" && cells.kind === "number" ? [{ schema, cells }] : []
  );
  if (columns.length > 2 || numbers.length < columns.length) return undefined;
  const first = await model.answer(columns, Int32Array.of(0));
  if (answerWidth(first) > mostAnswers) return undefined;
  const count = columns.length === 1 ? stepsOf.line : stepsOf.plane;
  const axes = numbers.map(({ cells: { range } }) => axisOf(range, count));
  const rows = count ** columns.length;
  const crossings = numbers.map(({ schema }, at): FeatureColumn => {
    // The last axis runs fastest.
    const every = count ** (columns.length - 1 - at);
    const values = Float64Array.from(
      { length: rows },
      (_, row) => axes[at][Math.floor(row / every) % count],
    );
    return { schema, cells: numberColumn(schema.name, values) };
  });
  const predictions = await model.answer(crossings, allRows(rows));
  return {
    columns: columns.map(({ schema }) => schema.name),
    axes,
    answers: Array.from(numbersIn(predictions), (value) => Number(value.toPrecision(digits))),
  };
}

function axisOf({ low, high }: Range, count: number): readonly number[] {
  const beyond = high > low ? margin * (high - low) : 1;
  const step = (high - low + 2 * beyond) / (count - 1);
  return Array.from({ length: count }, (_, at) => low - beyond + at * step);
}
