import { cast } from "../../ops/cast.ts";
import { reshape } from "../../ops/reshape.ts";
import { columnsArgument } from "../base/arguments.ts";
import { defineEncoder } from "./encoder.ts";

/**
 * The place of each word among those of the training rows, from 0, as scikit-learn's `OrdinalEncoder`: what
 * an `embedding` takes. An unknown word has the code behind the last.
 */
export const codes = defineEncoder({
  name: "codes",
  doc: "The place of each word, from 0, as OrdinalEncoder: what an embedding takes; unknown last.",
  arguments: { columns: columnsArgument },
  fit: ({ words }, _, column) => ({
    words,
    codes: words.map((_, at) => at),
    otherwise: words.length,
    features: [column],
  }),
  build: (codes) => reshape(cast(codes, "float32"), ["N", 1]),
  refusesUnknown: () => false,
});
