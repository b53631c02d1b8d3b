import { sortedNames } from "./classes.ts";
import type { CategoryColumn, TableColumn } from "./column.ts";
import { asWords } from "./frame.ts";
import type { CellsOf } from "./table_mistakes.ts";

/**
 * A column as words in order: by value where all are numbers, else by code point. They are compared as
 * text: unlike classes, 1 and 1.0 are two.
 */
export function categoryColumn(column: TableColumn, cells: CellsOf): CategoryColumn {
  const { kind, name, codes, words } = asWords(cells.frame, column);
  const sorted = sortedNames(words);
  const placeOf = new Map(sorted.map((word, place) => [word, place]));
  const places = words.map((word) => placeOf.get(word)!); // `sorted` has the same words
  return { kind, name, codes: codes.map((code) => places[code] ?? -1), words: sorted };
}
