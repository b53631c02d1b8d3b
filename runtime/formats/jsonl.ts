import type { TableColumn } from "../data/column.ts";
import { type CellValue, ValueColumn } from "../data/value_column.ts";

/** A line that is no row. */
export interface OddLine {
  /** From 1. */
  readonly line: number;
  /** How many rows stand before it. */
  readonly before: number;
  /** As in "the line is not JSON". */
  readonly reason: string;
}

/** The rows of JSON lines. */
export interface JsonLines {
  /** A key of any line is a column, in the order in which they come. */
  readonly columns: readonly TableColumn[];
  /** The line of each row, from 1. */
  readonly lines: readonly number[];
  /** Lines that are no rows. */
  readonly odd: readonly OddLine[];
}

/**
 * Rows as JSON lines: an object each, of numbers, texts, `true`, `false` and `null`; blank lines are none.
 * @param start The line of the first byte.
 * @throws {TypeError} If the bytes are not UTF-8.
 * @see https://jsonlines.org
 */
export function readJsonLines(chunks: Iterable<Uint8Array>, start = 1): JsonLines {
  const columns = new Map<string, ValueColumn>();
  const lines: number[] = [];
  const odd: OddLine[] = [];
  let line = start - 1;
  for (const text of linesOf(chunks)) {
    line += 1;
    if (text.trim() === "") continue;
    const row = rowOf(text);
    if (typeof row === "string") {
      odd.push({ line, before: lines.length, reason: row });
      continue;
    }
    for (const [name, value] of Object.entries(row)) {
      const column = columns.get(name) ?? new ValueColumn(name);
      columns.set(name, column);
      column.set(lines.length, value);
    }
    lines.push(line);
  }
  return {
    columns: [...columns.values()].map((column) => column.build(lines.length)),
    lines,
    odd,
  };
}

/** The values of a line by name, or why there are none. */
function rowOf(text: string): Readonly<Record<string, CellValue>> | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "is not JSON";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return 'is no object, such as {"a": 1, "b": "x"}';
  }
  const nested = Object.entries(value).find(([, each]) =>
    typeof each === "object" && each !== null
  );
  if (nested) return `has a list or an object in ${JSON.stringify(nested[0])}`;
  // What is left is plain.
  return value as Readonly<Record<string, CellValue>>;
}

/** The lines of a text that comes in pieces. */
function* linesOf(chunks: Iterable<Uint8Array>): Iterable<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
