import { cell } from "../../../dsl/language/signature.ts";
import { columnsArgument, indicatorArgument } from "../base/arguments.ts";
import { defineImputer } from "./imputer.ts";

/**
 * A value of one's own, as scikit-learn's `SimpleImputer(strategy="constant")`: a number for numbers, a text
 * for words. A text that no row has makes missing a category of its own.
 */
export const constantImputer = defineImputer({
  name: "constant",
  doc: 'A number for numbers, or a word for words: constant("missing") makes missing a category.',
  arguments: {
    value: cell({ doc: "what stands where a row has no value" }),
    indicator: indicatorArgument,
    columns: columnsArgument,
  },
  takes: ({ value }) => [typeof value === "number" ? "number" : "word"],
  number: (_, { value }) => Number(value),
  word: (_, { value }) => String(value),
});
