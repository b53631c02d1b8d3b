import { columnsArgument, indicatorArgument } from "../base/arguments.ts";
import { mostFrequentWord } from "../base/word_sample.ts";
import { defineImputer } from "./imputer.ts";

/**
 * The value or word of most training rows, the first of those that tie, as scikit-learn's
 * `SimpleImputer(strategy="most_frequent")`.
 */
export const mostFrequent = defineImputer({
  name: "most_frequent",
  doc: "The value or word of most training rows, as scikit-learn's SimpleImputer.",
  arguments: { indicator: indicatorArgument, columns: columnsArgument },
  takes: () => ["number", "word"],
  number: (sample) => sample.mode,
  word: mostFrequentWord,
});
