import { type CategoryColumn, type Column, type TableColumn, tabular } from "./column.ts";
import type { FileLines } from "./row_lines.ts";
import { allRows, gatherCategories, gatherImages, gatherNumbers } from "./gather.ts";

/**
 * What every reader gives: columns of one length with unique names. Its texts are not kept; messages
 * find them again by their place.
 */
export interface Frame {
  /** As shown to people, such as `data/iris.csv`. */
  readonly name: string;
  /** How many cells each column has. */
  readonly rows: number;
  /** In the order of the header. */
  readonly columns: readonly Column[];
  /** Where its rows stand; absent where they are from several files, or from one without lines. */
  readonly lines?: FileLines;
  /** Where a cell stands, for people: `data/iris.csv:17, column "petal_width"`. Rows from 0. */
  placeOf(row: number, column: string): string;
  /** A cell as it was written. */
  textOf(row: number, column: string): string;
  /** The number that a text of this table is; as `parseNumber` reads it unless given. */
  readonly parseNumber?: (text: string) => number | undefined;
  /** A column read as words, whatever it looks like: 1 and 1.0 are two. */
  wordsOf(column: string): CategoryColumn;
}

/** The column of a name, if there is one. */
export function columnOf({ columns }: Frame, name: string): Column | undefined {
  return columns.find((column) => column.name === name);
}

/** A column of a frame as words: as it is, or read again. */
export function asWords(frame: Frame, column: TableColumn): CategoryColumn {
  return column.kind === "category" ? column : frame.wordsOf(column.name);
}

/** A frame without some columns. */
export function withoutColumns(frame: Frame, names: readonly string[]): Frame {
  return { ...frame, columns: frame.columns.filter(({ name }) => !names.includes(name)) };
}

/** Some rows of a frame. @param rows Numbers of its rows, from 0. */
export function selectRows(frame: Frame, rows: Int32Array): Frame {
  const { lines } = frame;
  return {
    name: frame.name,
    rows: rows.length,
    columns: frame.columns.map((column) => rowsOfColumn(column, rows)),
    ...lines && { lines: { file: lines.file, of: (row) => lines.of(rows[row]) } },
    placeOf: (row, column) => frame.placeOf(rows[row], column),
    textOf: (row, column) => frame.textOf(rows[row], column),
    wordsOf: (name) => gatherCategories(name, [{ column: frame.wordsOf(name), rows }]),
    parseNumber: frame.parseNumber,
  };
}

function rowsOfColumn(column: Column, rows: Int32Array): Column {
  switch (column.kind) {
    case "number":
      return gatherNumbers(column.name, [{ column, rows }]);
    case "category":
      return gatherCategories(column.name, [{ column, rows }]);
    case "image":
      return gatherImages(column.name, [{ column, rows }]);
  }
}

/** The rows of several frames with the same columns, one after the other. @param frames At least one. */
export function joinFrames(frames: readonly Frame[]): Frame {
  const first = frames[0];
  if (frames.length === 1) return first;
  const ownerOf = (row: number) => {
    let [at, rest] = [0, row];
    while (rest >= frames[at].rows) rest -= frames[at++].rows;
    return { frame: frames[at], row: rest };
  };
  return {
    name: first.name,
    rows: frames.reduce((sum, { rows }) => sum + rows, 0),
    columns: first.columns.map(({ name }) => joinColumn(frames, name)),
    placeOf(row, column) {
      const owner = ownerOf(row);
      return owner.frame.placeOf(owner.row, column);
    },
    textOf(row, column) {
      const owner = ownerOf(row);
      return owner.frame.textOf(owner.row, column);
    },
    wordsOf: (column) => joinWords(frames, column),
    parseNumber: first.parseNumber,
  };
}

/** Images, numbers where each frame has numbers in this column, else words. */
function joinColumn(frames: readonly Frame[], name: string): Column {
  const images = frames.flatMap((frame) => {
    const column = columnOf(frame, name);
    return column?.kind === "image" ? [{ column, rows: allRows(frame.rows) }] : [];
  });
  if (images.length === frames.length) return gatherImages(name, images);
  const parts = frames.map((frame) => {
    // The frames have the same columns.
    const column = tabular(columnOf(frame, name)!);
    return { column, rows: allRows(frame.rows) };
  });
  const numbers = parts.flatMap(({ column, rows }) =>
    column.kind === "number" ? [{ column, rows }] : []
  );
  return numbers.length === parts.length ? gatherNumbers(name, numbers) : joinWords(frames, name);
}

function joinWords(frames: readonly Frame[], name: string): CategoryColumn {
  const parts = frames.map((frame) => ({
    // As above.
    column: asWords(frame, tabular(columnOf(frame, name)!)),
    rows: allRows(frame.rows),
  }));
  return gatherCategories(name, parts);
}
