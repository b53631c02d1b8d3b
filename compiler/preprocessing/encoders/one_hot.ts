import { int, word } from "../../../dsl/language/signature.ts";
import { oneHot } from "../../ops/one_hot.ts";
import { columnsArgument } from "../base/arguments.ts";
import { defineEncoder } from "./encoder.ts";

/**
 * A feature of 0 and 1 for each word of the training rows, as scikit-learn's `OneHotEncoder`. Words of fewer
 * than `min_count` rows share the feature `other`, and so do unknown ones where `unknown = other`:
 * `handle_unknown="infrequent_if_exist"`.
 */
export const oneHotEncoder = defineEncoder({
  name: "one_hot",
  doc: "A feature of 0 and 1 for each word of the training rows, as scikit-learn's OneHotEncoder.",
  arguments: {
    unknown: word(["ignore", "other", "error"], {
      default: "ignore",
      doc: "what a word that no training row has becomes: zeros, the feature `other` where words " +
        "are rare enough for one, or an error",
    }),
    min_count: int({
      min: 1,
      default: 1,
      doc: "words of fewer training rows share the feature `other`",
    }),
    drop: word(["none", "first", "binary"], {
      default: "none",
      doc: "which feature is left out: none, the first of each column, or that of two words",
    }),
    columns: columnsArgument,
  },
  fit({ words, counts }, { unknown, min_count, drop }, column) {
    const rare = words.filter((_, at) => counts[at] < min_count);
    const common = words.filter((_, at) => counts[at] >= min_count);
    // A feature that no training row has could learn nothing.
    const groups = rare.length > 0 ? [...common, undefined] : common;
    const dropped = drop === "first" || drop === "binary" && groups.length === 2 ? 1 : 0;
    const kept = groups.slice(dropped);
    // Beyond all features: a code that has none gives zeros.
    const nothing = kept.length;
    const codeOf = (group: string | undefined) => {
      const at = kept.indexOf(group);
      return at < 0 ? nothing : at;
    };
    return {
      words,
      codes: words.map((each) => codeOf(rare.includes(each) ? undefined : each)),
      otherwise: unknown === "other" ? codeOf(undefined) : nothing,
      features: kept.map((each) => `${column}=${each ?? "other"}`),
    };
  },
  build: (codes, { features }) => oneHot(codes, features.length),
  refusesUnknown: ({ unknown }) => unknown === "error",
});
