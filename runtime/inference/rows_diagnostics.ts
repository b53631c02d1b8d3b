/**
 * What is noticed of the rows that a model is asked for, E0438 and W0920 to W0925: one function per code.
 * @module
 */
import { type Diagnostic, error, warning } from "../../dsl/text/diagnostic.ts";
import { listed, quoted } from "../data/quoting.ts";
import type { UnreadRow } from "../readers/file_format.ts";

const number = (value: number) => value.toLocaleString("en-US");
const rowsOf = (count: number) => `${number(count)} row${count === 1 ? "" : "s"}`;

/** So many words, or rows, are shown. */
const shown = 5;

interface NotedWords {
  /** In how many rows each stands. */
  readonly words: ReadonlyMap<string, number>;
  readonly place: string;
}

/** Words that the model has never seen. */
export function wordsUnknown(column: string, { words, place }: NotedWords): Diagnostic {
  return warning("W0920", { place }, {
    message: `Column ${quoted(column)} has words that the model does not know, in ${
      rowsOf(sum(words))
    }: ${someOf(words, (word) => quoted(word))}`,
    help: "Such rows are answered by their other columns; check how the words are spelt",
  });
}

/** Words that are written otherwise than in training. */
export function wordsTaken(
  column: string,
  { words, meanings, place }: NotedWords & { readonly meanings: ReadonlyMap<string, string> },
): Diagnostic {
  const pair = (word: string) => `${quoted(word)} for ${quoted(meanings.get(word) ?? "")}`;
  return warning("W0921", { place }, {
    message: `Column ${quoted(column)} is written otherwise than in training, in ${
      rowsOf(sum(words))
    }: ${someOf(words, pair)}`,
    help:
      "The word of training is taken for it; other programs that run the model do not know that",
  });
}

function sum(words: ReadonlyMap<string, number>): number {
  return [...words.values()].reduce((total, count) => total + count, 0);
}

function someOf(words: ReadonlyMap<string, number>, describe: (word: string) => string): string {
  const first = [...words.keys()].slice(0, shown).map(describe).join(", ");
  return words.size > shown ? `${first} and ${number(words.size - shown)} more` : first;
}

/** A row without an answer, and why. */
export type OddRow = Pick<UnreadRow, "place" | "reason">;

interface OddRows {
  /** How many have no answer. */
  readonly count: number;
  readonly of: number;
  readonly place: string;
}

/** Rows that keep all others from being answered. @param rows The first few of them. */
export function rowsWithoutAnswer(
  rows: readonly OddRow[],
  { count, of, place, canBeBlank }: OddRows & {
    /** Whether an answer can be nothing. */
    readonly canBeBlank: boolean;
  },
): Diagnostic {
  return error("E0438", { place }, {
    message: `${number(count)} of ${rowsOf(of)} cannot be answered`,
    notes: notesOf(rows, count),
    help: "Correct them, or answer for the others: --on-error skip" +
      (canBeBlank ? ", or blank for an empty line in their place" : ""),
  });
}

/** Rows that got no answer. @param rows The first few of them. */
export function unansweredRows(
  rows: readonly OddRow[],
  { count, of, isBlank, place }: OddRows & {
    /** Whether they are there, without an answer. */
    readonly isBlank: boolean;
  },
): Diagnostic {
  return warning("W0922", { place }, {
    message: `${number(count)} of ${rowsOf(of)} ${count === 1 ? "has" : "have"} no answer and ${
      count === 1 ? "is" : "are"
    } ${isBlank ? "blank" : "left out"}`,
    notes: notesOf(rows, count),
    help: "Correct these rows and ask for them again",
  });
}

function notesOf(rows: readonly OddRow[], count: number) {
  const rest = count - rows.length;
  return rows.map(({ place, reason }, at) => ({
    message: reason + (rest > 0 && at === rows.length - 1 ? `, and ${number(rest)} more` : ""),
    place,
  }));
}

/** Columns that were not there in training. */
export function extraColumns(names: readonly string[], place: string): Diagnostic {
  const isOne = names.length === 1;
  return warning("W0923", { place }, {
    message: `The model does not look at ${
      isOne ? "a column" : `${number(names.length)} columns`
    } that training did not have: ${listed(names)}`,
    help: `Nothing is to be done where ${isOne ? "it means" : "they mean"} nothing to it`,
  });
}

/** Columns that stand in another order than in training. */
export function otherOrder(place: string): Diagnostic {
  return warning("W0924", { place }, {
    message: "The columns stand in another order than in training",
    help: "They are found by their names: nothing is to be done",
  });
}

/** Pictures that have another size than those of training. */
export function picturesResized(count: number, size: string, place: string): Diagnostic {
  return warning("W0925", { place }, {
    message: `${number(count)} picture${count === 1 ? " has" : "s have"} another size than ` +
      `those of training and ${count === 1 ? "is" : "are"} brought to ${size}`,
    help: "Cut them as those of training were, where shapes matter",
  });
}
