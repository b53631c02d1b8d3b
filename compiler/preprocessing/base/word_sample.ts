/** The words of a column in the training rows. */
export interface WordSample {
  /** The different ones: by value where all are numbers, else by code point. */
  readonly words: readonly string[];
  /** How many rows have each. */
  readonly counts: readonly number[];
  /** How many rows have none. */
  readonly missing: number;
}

/** The same with a word for the rows that have none. */
export function withFilled(
  { words, counts, missing }: WordSample,
  word: string,
): WordSample {
  if (missing === 0) return { words, counts, missing };
  const at = words.indexOf(word);
  if (at >= 0) return { words, counts: counts.with(at, counts[at] + missing), missing: 0 };
  const later = words.findIndex((each) => each > word);
  const place = later < 0 ? words.length : later;
  return {
    words: words.toSpliced(place, 0, word),
    counts: counts.toSpliced(place, 0, missing),
    missing: 0,
  };
}

/** The word of most rows, the first of those that tie. */
export function mostFrequentWord({ words, counts }: WordSample): string | undefined {
  const most = counts.reduce((most, count) => Math.max(most, count), 0);
  return words[counts.indexOf(most)];
}
