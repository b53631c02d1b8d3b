/** Parsing stops after so many mistakes: recovery nests once for each of them. */
export const maxMistakes = 100;
