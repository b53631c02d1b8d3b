const words: ReadonlyMap<string, number> = new Map([
  ...["true", "yes", "t", "y", "1", "on"].map((word) => [word, 1] as const),
  ...["false", "no", "f", "n", "0", "off"].map((word) => [word, 0] as const),
]);

/** Whether a word says yes or no. */
export function isBooleanWord(word: string): boolean {
  return words.has(word.toLowerCase());
}

/** 1 for a word that says yes, 0 for one that says no; nothing for another. */
export function booleanOf(word: string): number | undefined {
  return words.get(word.toLowerCase());
}
