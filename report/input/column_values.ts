import type { RecordedColumn, RecordedPart, RecordedValue, Records } from "./records.ts";

/** What a column holds, over all recorded rows of all parts. */
export interface ColumnValues {
  readonly column: RecordedColumn;
  /** One a row; nothing where it is missing. */
  readonly values: readonly (RecordedValue | string)[];
  /** The code of the class of each of these rows; nothing where none is known. */
  readonly classes: readonly (number | undefined)[];
}

/** The recorded values of a column; none of images and of columns that nothing is made of. */
export function columnValues(records: Records, column: RecordedColumn): ColumnValues {
  const parts = Object.values(records.parts);
  const found = parts.map((part) =>
    column.role === "target"
      ? targetValues(records, { column, part })
      : featureValues(records, { column, part })
  );
  return {
    column,
    values: found.flatMap(({ values }) => values),
    classes: found.flatMap(({ classes }) => classes),
  };
}

interface InPart {
  readonly column: RecordedColumn;
  readonly part: RecordedPart;
}

function targetValues({ answers, columns }: Records, { column, part }: InPart) {
  const { targets = [], recorded } = part;
  const all = columns.filter(({ role }) => role === "target");
  const at = all.findIndex(({ name }) => name === column.name);
  const values = recorded.map((_, row) => targets[row * all.length + at] ?? null);
  const isClass = answers.kind === "classes";
  return {
    values: isClass ? values.map((code) => code === null ? null : answers.names[code]) : values,
    classes: values.map((code) => isClass ? code ?? undefined : undefined),
  };
}

function featureValues({ answers }: Records, { column, part }: InPart) {
  const { cells, targets = [], recorded } = part;
  if (!cells || !Object.hasOwn(cells.columns, column.name)) return { values: [], classes: [] };
  const places = new Map(recorded.map((row, at) => [row, at]));
  return {
    values: cells.columns[column.name],
    classes: cells.rows.map((row) =>
      answers.kind === "classes" ? targets[places.get(row) ?? -1] ?? undefined : undefined
    ),
  };
}

/** How many rows all parts have, and of how many of them the cells are recorded. */
export function rowsTold({ parts }: Records): { readonly all: number; readonly recorded: number } {
  const each = Object.values(parts);
  return {
    all: each.reduce((sum, { rows }) => sum + rows, 0),
    recorded: each.reduce((sum, { cells, recorded }) => sum + (cells?.rows ?? recorded).length, 0),
  };
}
