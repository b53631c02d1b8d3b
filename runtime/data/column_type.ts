import type { ColumnTypeName } from "../../compiler/schema/column_types.ts";
import { type DatePart, dateParts } from "../../compiler/schema/date_part.ts";
import type { CalledValue } from "../../dsl/language/signature.ts";
import type { Span } from "../../dsl/text/span.ts";
import { isBooleanWord } from "./boolean_words.ts";
import type { TableColumn } from "./column.ts";
import { secondsOf } from "./dates.ts";
import { parseNumber } from "./decimal_reader.ts";
import type { Frame } from "./frame.ts";

/** What a column is, as it was said or guessed. */
export type ColumnType =
  | { readonly name: "number" | "category" | "ignore" }
  | { readonly name: "boolean"; readonly positive?: string }
  | { readonly name: "ordinal"; readonly values: readonly string[] }
  | { readonly name: "image"; readonly size?: readonly [height: number, width: number] }
  | { readonly name: "date"; readonly parts: readonly DatePart[]; readonly format?: string };

/** What a person said of a column. */
export interface SaidType {
  readonly type: ColumnType;
  /** Where it was said. */
  readonly span?: Span;
  /** Whether it was said of several columns at once, as by `categories`. */
  readonly isShort?: boolean;
}

/** What a type can be told besides its name. */
export interface TypeArguments {
  readonly values?: readonly (string | number)[];
  readonly positive?: string | number;
  readonly parts?: readonly DatePart[];
  readonly format?: string;
  readonly size?: number | readonly number[] | undefined;
}

/** The type of a name. */
export function columnTypeOf(
  name: ColumnTypeName,
  { values = [], positive, parts = dayParts, format, size }: TypeArguments,
): ColumnType {
  switch (name) {
    case "ordinal":
      return { name, values: values.map(String) };
    case "boolean":
      return { name, ...positive !== undefined && { positive: String(positive) } };
    case "image": {
      if (size === undefined) return { name };
      const [height, width = height] = [size].flat();
      return { name, size: [height, width] };
    }
    case "date":
      return { name, parts, ...format !== undefined && { format } };
    default:
      return { name };
  }
}

/** The type that a call of the language stands for. */
export function typeOfCall({ definition, arguments: args }: CalledValue): ColumnType {
  // `check` has held both to the signatures in `column_types.ts`.
  return columnTypeOf(definition.name as ColumnTypeName, args as TypeArguments);
}

/** What is made of a date where nothing else is said. */
const dayParts = dateParts.filter((part) => ["year", "month", "day"].includes(part));

/**
 * What a column looks like: numbers, words that say yes or no, dates as ISO 8601 writes them, else words. A
 * column in which most words are numbers is one of numbers, with mistakes in it.
 */
export function guessType(
  column: TableColumn,
  { parseNumber: parse = parseNumber }: Pick<Frame, "parseNumber"> = {},
): ColumnType {
  if (column.kind === "number") return { name: "number" };
  const { words } = column;
  const numbers = words.filter((word) => parse(word) !== undefined).length;
  if (2 * numbers >= words.length) return { name: "number" };
  if (words.every(isBooleanWord)) return { name: "boolean" };
  if (words.every((word) => secondsOf(word) !== undefined)) {
    return { name: "date", parts: dayParts };
  }
  return { name: "category" };
}
