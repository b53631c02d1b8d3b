/**
 * What preparers have in common to say.
 * @module
 */
import {
  type ArgumentSpec,
  boolean,
  column,
  either,
  list,
  optional,
  word,
} from "../../../dsl/language/signature.ts";

const one = column({ doc: "" });

/** To which columns a call of `impute`, `encode` or `scale` applies. */
export const columnsArgument: ArgumentSpec<string | readonly string[] | undefined> = optional(
  either(list(one, { doc: "" }), one, {
    doc: "the columns that it is for; all of its kind that no other call of the stage names, " +
      "unless given",
  }),
);

/** Which features share what a scaler learns. */
export const overArgument: ArgumentSpec<"feature" | "channel" | "all"> = word(
  ["feature", "channel", "all"],
  {
    default: "feature",
    doc:
      "what it is learnt over: each feature by itself, each channel of an image, or all together",
  },
);

/** Whether a feature says which values were missing. */
export const indicatorArgument: ArgumentSpec<boolean> = boolean({
  default: false,
  doc: "whether a feature of 0 and 1 says of each row that the value was missing",
});
