import type { KnownWords } from "../../compiler/preprocessing/known_words.ts";
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { CategoryColumn } from "../data/column.ts";
import type { FeatureColumn } from "../data/feature_columns.ts";
import type { Frame } from "../data/frame.ts";
import { inTotal, type OddCells, otherCells } from "../data/odd_cells.ts";
import { quoted, written } from "../data/quoting.ts";
import { type CellsOf, noteOddCells, TableMistakes } from "../data/table_mistakes.ts";

/** Errors for words that no training row has, in the columns whose encoder takes no others. */
export function unknownWords(
  known: readonly KnownWords[],
  columns: readonly FeatureColumn[],
  frame: Frame,
): readonly Diagnostic[] {
  const mistakes = new TableMistakes();
  for (const { schema, cells } of columns) {
    const own = known.find(({ column }) => column === schema.name);
    if (cells.kind === "category" && own) noteUnknownWords(cells, own, { frame, mistakes });
  }
  return mistakes.diagnostics;
}

/** Notes the words of a column that are not known, where no others may be. */
export function noteUnknownWords(
  { name, codes, words }: CategoryColumn,
  { words: known, isClosed }: KnownWords,
  noted: CellsOf,
): void {
  if (!isClosed) return;
  const own = new Set(known);
  const isUnknown = words.map((word) => !own.has(word));
  if (!isUnknown.includes(true)) return;
  noteOddCells(noted, name, {
    isOdd: (row) => isUnknown[codes[row]] ?? false,
    describe: (odd) => unknownWord(odd),
  });
}

function unknownWord(cells: OddCells): Diagnostic {
  const [{ text, place }] = cells.first;
  return error("E0959", { place }, {
    message: `No training row has ${quoted(text)} in column ${quoted(cells.column)}` +
      inTotal(cells),
    notes: otherCells(cells),
    help: `Correct the cell, or let such words be: encode one_hot(unknown = ignore, columns = ${
      written(cells.column)
    })`,
  });
}
