import type { CodedSchema } from "../../compiler/schema/schema.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { alikeKey } from "../data/alike.ts";
import { booleanOf } from "../data/boolean_words.ts";
import type { CategoryColumn } from "../data/column.ts";
import { parseNumber } from "../data/decimal_reader.ts";
import { wordsTaken, wordsUnknown } from "./rows_diagnostics.ts";

/** The words that a model knows of a column, and which other ones mean one of them. */
export class KnownWordsOf {
  readonly #known: ReadonlySet<string>;
  readonly #byMeaning = new Map<string | number, string | undefined>();
  readonly #meaningOf: (word: string) => string | number;

  constructor(words: readonly string[], schema?: CodedSchema) {
    this.#known = new Set(words);
    // Where yes and no are said otherwise than in training, they mean the same.
    const areBoolean = schema?.kind === "boolean" &&
      words.every((word, at) => booleanOf(word) === schema.codes[at]);
    this.#meaningOf = (word) =>
      areBoolean ? booleanOf(word) ?? word : parseNumber(word) ?? alikeKey(word);
    for (const word of words) {
      const meaning = this.#meaningOf(word);
      // Two words that are alike: which one is meant cannot be told.
      const isFirst = areBoolean || !this.#byMeaning.has(meaning);
      this.#byMeaning.set(meaning, isFirst ? word : undefined);
    }
  }

  has(word: string): boolean {
    return this.#known.has(word);
  }

  /** The known word that another one means, if it means one. */
  meantBy(word: string): string | undefined {
    return this.#byMeaning.get(this.#meaningOf(word));
  }
}

/** Counts of words in the rows of one file. */
class Counts {
  readonly byWord = new Map<string, number>();

  add(word: string, rows: number): void {
    this.byWord.set(word, (this.byWord.get(word) ?? 0) + rows);
  }
}

interface Noted {
  /** Those that mean a known word, with that. */
  readonly taken: Counts;
  readonly meanings: Map<string, string>;
  readonly unknown: Counts;
}

/** What is noticed of the words in the rows that a model is asked for. */
export class WordNotes {
  readonly #columns = new Map<string, Noted>();

  /** A column with the words that the model knows in the place of those that mean them. */
  asKnown(column: CategoryColumn, known: KnownWordsOf): CategoryColumn {
    const { name, codes, words } = column;
    if (words.every((word) => known.has(word))) return column;
    const rows = new Int32Array(words.length);
    for (const code of codes) if (code >= 0) rows[code] += 1;
    const noted = this.#columns.get(name) ??
      { taken: new Counts(), meanings: new Map(), unknown: new Counts() };
    this.#columns.set(name, noted);
    const meant = words.map((word, code) => {
      if (known.has(word)) return word;
      const meaning = known.meantBy(word);
      if (meaning === undefined) noted.unknown.add(word, rows[code]);
      else {
        noted.taken.add(word, rows[code]);
        noted.meanings.set(word, meaning);
      }
      return meaning ?? word;
    });
    return { ...column, words: meant };
  }

  /** A warning for each column of which something was noted. @param place The file. */
  warnings(place: string): Diagnostic[] {
    return [...this.#columns].flatMap(([column, { taken, meanings, unknown }]) => [
      ...taken.byWord.size > 0
        ? [wordsTaken(column, { words: taken.byWord, meanings, place })]
        : [],
      ...unknown.byWord.size > 0 ? [wordsUnknown(column, { words: unknown.byWord, place })] : [],
    ]);
  }
}
