import type { ColumnSchema, Schema } from "../schema/schema.ts";

/** What else the inputs and outputs of models are called. */
const reserved = new Set(["numeric", "features", "label", "probability", "score", "prediction"]);

/** Whether a column is one of the matrix `numeric`, float32, that models take numbers in. */
export function isNarrow(column: ColumnSchema): boolean {
  return column.kind === "number" && !column.isWide;
}

/**
 * What models call the inputs of columns that have one of their own, by column: as the column, with
 * `_column` behind it where a model has another use for the name.
 */
export function columnInputNames({ columns }: Schema): ReadonlyMap<string, string> {
  const own = columns.filter((column) => !isNarrow(column)).map(({ name }) => name);
  return new Map(own.map((column) => {
    let name = column;
    while (reserved.has(name) || name !== column && own.includes(name)) name += "_column";
    return [column, name];
  }));
}

/** The columns that stand in each input of a model, by the name of the input. */
export function columnsOfInputs(schema: Schema): ReadonlyMap<string, readonly string[]> {
  const columns = new Map<string, readonly string[]>();
  const narrow = schema.columns.filter(isNarrow).map(({ name }) => name);
  if (narrow.length > 0) columns.set("numeric", narrow);
  for (const [column, name] of columnInputNames(schema)) columns.set(name, [column]);
  return columns;
}
