import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { CalledValue, Signature } from "../../dsl/language/signature.ts";
import type { DatePart } from "../schema/date_part.ts";
import type { CategorySchema, ColumnSchema, Schema } from "../schema/schema.ts";
import type { Encoder } from "./encoders/encoder.ts";
import { oneHotEncoder } from "./encoders/one_hot.ts";
import type { Imputer } from "./imputers/imputer.ts";
import { type Pixel, pixelsOf } from "./pixels.ts";
import type { Scaler } from "./scalers/scaler.ts";

/** The stages that make features of columns. */
export interface PreparingStages {
  readonly impute: readonly CheckedCall<Imputer>[];
  readonly encode: readonly CheckedCall<Encoder>[];
  readonly scale: readonly CheckedCall<Scaler>[];
}

/** A feature that is a number: of which column, and what is done to it. */
export interface NumberLane {
  /** As the feature is called. */
  readonly name: string;
  readonly column: Exclude<ColumnSchema, CategorySchema>;
  /** Of a date. */
  readonly part?: DatePart;
  /** Of an image. */
  readonly pixel?: Pixel;
  /** What fills in missing values, if something does. */
  readonly imputer?: CalledValue<Imputer>;
  /** From left to right. */
  readonly scalers: readonly CalledValue<Scaler>[];
}

/** A column of words: what is done to it on the way to its features. */
export interface WordLane {
  readonly column: CategorySchema;
  readonly imputer?: CalledValue<Imputer>;
  readonly encoder: CalledValue<Encoder>;
}

/** How the columns of a data set become features. */
export interface Lanes {
  readonly numbers: readonly NumberLane[];
  readonly words: readonly WordLane[];
}

/** What each call of the stages does to which column. */
export function lanesOf({ columns }: Schema, stages: PreparingStages): Lanes {
  return {
    numbers: columns.flatMap((column) =>
      column.kind === "category" ? [] : numberLanes(column, stages)
    ),
    words: columns.flatMap((column) =>
      column.kind === "category" ? [wordLane(column, stages)] : []
    ),
  };
}

function numberLanes(
  column: NumberLane["column"],
  { impute, scale }: PreparingStages,
): NumberLane[] {
  const imputer = imputerOf(column.name, impute, "number");
  const scalers = callsOn(column.name, scale, () => true);
  if (column.kind === "image") {
    return pixelsOf(column).map((pixel) => ({ name: pixel.name, column, pixel, scalers }));
  }
  const shared = { column, ...imputer && { imputer }, scalers };
  if (column.kind !== "date") return [{ name: column.name, ...shared }];
  return column.parts.map((part) => ({ name: `${column.name}_${part}`, part, ...shared }));
}

function wordLane(column: CategorySchema, { impute, encode }: PreparingStages): WordLane {
  const imputer = imputerOf(column.name, impute, "word");
  const [encoder = byDefault] = callsOn(column.name, encode, () => true);
  return { column, ...imputer && { imputer }, encoder };
}

/** What becomes of words that no `encode` stage speaks of. */
const byDefault: CalledValue<Encoder> = {
  definition: oneHotEncoder,
  arguments: { unknown: "ignore", min_count: 1, drop: "none" },
};

/** The first that fits: after it, nothing is missing. */
function imputerOf(
  column: string,
  calls: readonly CheckedCall<Imputer>[],
  kind: "number" | "word",
): CalledValue<Imputer> | undefined {
  const takes = (call: CalledValue<Imputer>) =>
    call.definition.takes(call.arguments).includes(kind);
  return callsOn(column, calls, takes).find(takes);
}

/**
 * The calls of a stage that act on a column, from left to right: those that name it, or where none does
 * those that name none and take it.
 */
export function callsOn<S extends Signature>(
  column: string,
  calls: readonly CheckedCall<S>[],
  takes: (call: CheckedCall<S>) => boolean,
): CheckedCall<S>[] {
  const naming = calls.filter((call) => namedColumns(call)?.includes(column));
  return naming.length > 0 ? naming : calls.filter((call) => !namedColumns(call) && takes(call));
}

/** The columns that a call names, if it names some. */
export function namedColumns(call: CalledValue): readonly string[] | undefined {
  // Every preparer has the same argument.
  const columns = call.arguments.columns as string | readonly string[] | undefined;
  return typeof columns === "string" ? [columns] : columns;
}

/** The columns in which missing values are filled in. */
export function imputedColumns({ numbers, words }: Lanes): readonly string[] {
  const filled = [...numbers, ...words].filter(({ imputer }) => imputer);
  return [...new Set(filled.map(({ column }) => column.name))];
}
