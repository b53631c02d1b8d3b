import type { Program } from "../../compiler/compile.ts";
import { type CodedColumn, codedColumns } from "../../compiler/plan/coded_columns.ts";
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { isMissing, type NumberColumn, valueAt } from "../data/column.ts";
import type { FeatureColumn } from "../data/feature_columns.ts";
import type { Frame } from "../data/frame.ts";
import { inTotal, type OddCells, otherCells } from "../data/odd_cells.ts";
import { quoted } from "../data/quoting.ts";
import { type CellsOf, noteOddCells, TableMistakes } from "../data/table_mistakes.ts";

/** What is wrong with features that an `embedding` takes: too few codes for the words, cells that are no code. */
export function embeddedCodes(
  planned: Pick<Program, "plan" | "lanes" | "features" | "statistics">,
  columns: readonly FeatureColumn[],
  frame: Frame,
): Diagnostic[] {
  const words = planned.plan.embedded.flatMap(({ place, count }) => {
    const { column } = planned.features[place];
    const needed = neededCodes(planned, column);
    return needed !== undefined && needed > count
      ? [tooFewCodes(column, { needed, count, place: frame.name })]
      : [];
  });
  const mistakes = new TableMistakes();
  for (const each of codedColumns(planned)) noteNoCodes(each, columns, { frame, mistakes });
  return [...words, ...mistakes.diagnostics];
}

/** How many codes a column of words that are numbered has, with that of unknown words. */
function neededCodes(
  { lanes, statistics }: Pick<Program, "lanes" | "statistics">,
  column: string,
): number | undefined {
  const lane = lanes.words.find((each) => each.column.name === column);
  return lane?.encoder.definition.name === "codes"
    ? Number(statistics.encodings.get(column)?.otherwise) + 1
    : undefined;
}

/** Notes the cells of a column that are no whole number in 0..count - 1. */
export function noteNoCodes(
  { column, count }: CodedColumn,
  columns: readonly FeatureColumn[],
  noted: CellsOf,
): void {
  const cells = columns.find(({ schema }) => schema.name === column)?.cells;
  if (cells?.kind !== "number") return;
  noteOddCells(noted, column, {
    isOdd: (row) => isOdd(cells, row, count),
    describe: (odd) => noCode(odd, count),
  });
}

function isOdd(cells: NumberColumn, row: number, count: number): boolean {
  if (isMissing(cells, row)) return false;
  const value = valueAt(cells, row);
  return !(Number.isInteger(value) && value >= 0 && value < count);
}

function noCode(cells: OddCells, count: number): Diagnostic {
  const [{ text, place }] = cells.first;
  return error("E0919", { place }, {
    message: `Cell ${quoted(text)} is no whole number in 0..${count - 1}, which the embedding ` +
      `takes${inTotal(cells)}`,
    notes: otherCells(cells),
    help: `Write a whole number from 0 to ${count - 1}; or give the embedding a larger count`,
  });
}

function tooFewCodes(
  column: string,
  { needed, count, place }: {
    readonly needed: number;
    readonly count: number;
    readonly place: string;
  },
): Diagnostic {
  return error("E0918", { place }, {
    message: `Column ${quoted(column)} has ${needed} codes, with that of unknown words, and its ` +
      `embedding takes ${count}`,
    help: `Write embedding(count = ${needed}, ...)`,
  });
}
