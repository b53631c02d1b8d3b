import type { Lanes } from "./lanes.ts";
import type { Statistics } from "./statistics.ts";

/** The words of a column that a model has learnt. */
export interface KnownWords {
  /** As in the header. */
  readonly column: string;
  /** Those of the training rows, by value where all are numbers, else by code point. */
  readonly words: readonly string[];
  /** Whether another one is a mistake in the data. */
  readonly isClosed: boolean;
}

/** The words that are known of each column of words. */
export function knownWords(
  { words: lanes }: Lanes,
  { encodings }: Pick<Statistics, "encodings">,
): readonly KnownWords[] {
  return lanes.map(({ column: { name }, encoder: { definition, arguments: args } }) => ({
    column: name,
    words: encodings.get(name)?.words ?? [],
    isClosed: definition.refusesUnknown(args),
  }));
}
