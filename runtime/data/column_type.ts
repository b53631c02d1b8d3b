import type { ColumnTypeName } from "../../compiler/schema/column_types.ts";
import { type DatePart, dateParts } from "../../compiler/schema/date_part.ts";
import type { CalledValue } from "../../dsl/language/signature.ts";
import type { Span } from "../../dsl/text/span.ts";
import { isBooleanWord } from "./boolean_words.ts";
import type { TableColumn } from "./column.ts";
import { secondsOf } from "./dates.ts";
import { parseNumber } from "./decimal_reader.ts";

/** What a column is, as it was said or guessed. */
export type ColumnType =
  | { readonly name: "number" | "category" | "ignore" }
  | { readonly name: "boolean"; readonly positive?: string }
  | { readonly name: "ordinal"; readonly values: readonly string[] }
  | { readonly name: "date"; readonly parts: readonly DatePart[]; readonly format?: string };

/** What a person said of a column. */
export interface SaidType {
  readonly type: ColumnType;
  /** Where it was said. */
  readonly span?: Span;
}

/** The type that a call of the language stands for. */
export function typeOfCall({ definition, arguments: args }: CalledValue): ColumnType {
  // `check` has held the arguments to the signatures in `column_types.ts`.
  const name = definition.name as ColumnTypeName;
  const { values, positive, parts, format } = args as {
    readonly values?: readonly (string | number)[];
    readonly positive?: string | number;
    readonly parts?: readonly DatePart[];
    readonly format?: string;
  };
  if (name === "ordinal") return { name, values: (values ?? []).map(String) };
  if (name === "boolean") {
    return { name, ...positive !== undefined && { positive: String(positive) } };
  }
  if (name === "date") return { name, parts: parts ?? dayParts, ...format && { format } };
  return { name };
}

/** What is made of a date where nothing else is said. */
const dayParts = dateParts.filter((part) => ["year", "month", "day"].includes(part));

/**
 * What a column looks like: numbers, words that say yes or no, dates as ISO 8601 writes them, else words. A
 * column in which most words are numbers is one of numbers, with mistakes in it.
 */
export function guessType(column: TableColumn): ColumnType {
  if (column.kind === "number") return { name: "number" };
  const { words } = column;
  const numbers = words.filter((word) => parseNumber(word) !== undefined).length;
  if (2 * numbers >= words.length) return { name: "number" };
  if (words.every(isBooleanWord)) return { name: "boolean" };
  if (words.every((word) => secondsOf(word) !== undefined)) {
    return { name: "date", parts: dayParts };
  }
  return { name: "category" };
}
