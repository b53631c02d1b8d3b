import type {
  CategorySchema,
  CodedSchema,
  DateSchema,
  ImageSchema,
  NumberSchema,
} from "../../compiler/schema/schema.ts";
import { booleanOf } from "./boolean_words.ts";
import { categoryColumn } from "./category_column.ts";
import {
  type CategoryColumn,
  type ImageColumn,
  isWide,
  type NumberColumn,
  numberColumn,
  type TableColumn,
} from "./column.ts";
import type { ColumnType } from "./column_type.ts";
import { notADate, unknownOrdinal } from "./feature_diagnostics.ts";
import { secondsOf } from "./dates.ts";
import { parseNumber } from "./decimal_reader.ts";
import { asWords, type Frame } from "./frame.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { OddCells } from "./odd_cells.ts";
import { numericColumn } from "./numeric_column.ts";
import { type CellsOf, noteOddCells } from "./table_mistakes.ts";

/** A column that features are made of: what it is, and its cells, of which some may be missing. */
export type FeatureColumn = TableFeature | ImageFeature;

/** One of a table. */
export type TableFeature =
  | { readonly schema: NumberSchema | DateSchema; readonly cells: NumberColumn }
  | { readonly schema: CategorySchema | CodedSchema; readonly cells: CategoryColumn };

/** Images, of which every one is there. */
export interface ImageFeature {
  /** Tells it from the features of a table. */
  readonly schema: ImageSchema;
  /** The images. */
  readonly cells: ImageColumn;
}

/** The features that are columns of a table. */
export function tableFeatures(columns: readonly FeatureColumn[]): readonly TableFeature[] {
  return columns.filter((column): column is TableFeature => column.schema.kind !== "image");
}

/** What the compiler is told of a column of a type; nothing where it is left out. */
export function columnSchema(
  column: TableColumn,
  type: ColumnType,
  frame: Frame,
): TableFeature["schema"] | undefined {
  const { name } = column;
  switch (type.name) {
    case "ignore":
      return undefined;
    case "number":
      return numberSchema(column);
    case "category":
      return { kind: "category", name };
    case "date": {
      const { parts, format } = type;
      return { kind: "date", name, parts, ...format !== undefined && { format } };
    }
    case "ordinal":
      return { kind: "ordinal", name, ...ordinalCodes(asWords(frame, column), type.values) };
    case "image":
      return { kind: "category", name };
    case "boolean":
      if (column.kind === "number" && type.positive === undefined) return numberSchema(column);
      return { kind: "boolean", name, ...booleanCodes(asWords(frame, column), type.positive) };
  }
}

function numberSchema(column: TableColumn): NumberSchema {
  return { kind: "number", name: column.name, isWide: column.kind === "number" && isWide(column) };
}

type Codes = Pick<CodedSchema, "words" | "codes">;

/** The words of an order, and how else the data spell those that are numbers: 1.0 for 1. */
function ordinalCodes({ words: found }: CategoryColumn, listed: readonly string[]): Codes {
  const places = new Map(listed.map((word, place) => [keyOf(word), place]));
  const others = found.filter((word) => !listed.includes(word) && places.has(keyOf(word)));
  const words = [...listed, ...others];
  // Each was listed, or was found to be the same as one that was.
  return { words, codes: words.map((word) => places.get(keyOf(word))!) };
}

function keyOf(word: string): string | number {
  return parseNumber(word) ?? word;
}

function booleanCodes({ words }: CategoryColumn, positive: string | undefined): Codes {
  const codeOf = (word: string) =>
    positive === undefined ? booleanOf(word) : Number(keyOf(word) === keyOf(positive));
  const known = words.filter((word) => codeOf(word) !== undefined).sort();
  return { words: known, codes: known.map((word) => codeOf(word) ?? 0) };
}

/** Images as they are; the network may take them in another size. */
export function imageFeature(cells: ImageColumn, said?: ColumnType): ImageFeature {
  const { name, shape } = cells;
  const size = said?.name === "image" ? said.size : undefined;
  return { schema: { kind: "image", name, shape, ...size && { size } }, cells };
}

/** The cells of a column as its features need them. What does not fit is noted; missing cells are left to others. */
export function featureColumn(
  column: TableColumn,
  schema: TableFeature["schema"],
  cells: CellsOf,
): TableFeature {
  switch (schema.kind) {
    case "number":
      return { schema, cells: numericColumn(column, { ...cells, mayLack: true }) };
    case "date":
      return { schema, cells: dateColumn(column, schema, cells) };
    case "category":
      return { schema, cells: categoryColumn(column, cells) };
    case "ordinal":
    case "boolean":
      return { schema, cells: codedColumn(column, schema, cells) };
  }
}

function codedColumn(column: TableColumn, schema: CodedSchema, cells: CellsOf): CategoryColumn {
  const own = asWords(cells.frame, column);
  const known = new Set(schema.words);
  const isOdd = own.words.map((word) => !known.has(word));
  noteWords(own, isOdd, { ...cells, describe: (odd) => unknownOrdinal(odd, schema) });
  return own;
}

/** Numbers count seconds. */
function dateColumn(column: TableColumn, { format }: DateSchema, cells: CellsOf): NumberColumn {
  if (column.kind === "number") return column;
  const { name, codes, words } = column;
  const seconds = words.map((word) => secondsOf(word, format));
  const isOdd = seconds.map((each) => each === undefined);
  noteWords(column, isOdd, { ...cells, describe: (odd) => notADate(odd, format) });
  return numberColumn(name, Float64Array.from(codes, (code) => seconds[code] ?? NaN));
}

/** Notes the cells that hold one of some words, all in one. @param isOdd For each word of the column. */
function noteWords(
  { name, codes }: CategoryColumn,
  isOdd: readonly boolean[],
  { describe, ...cells }: CellsOf & { readonly describe: (odd: OddCells) => Diagnostic },
): void {
  if (!isOdd.includes(true)) return;
  noteOddCells(cells, name, { isOdd: (row) => isOdd[codes[row]] ?? false, describe });
}
