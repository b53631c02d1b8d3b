import { columnsArgument, indicatorArgument } from "../base/arguments.ts";
import { defineImputer } from "./imputer.ts";

/** The median of the training rows that have a value, as scikit-learn's `SimpleImputer(strategy="median")`. */
export const median = defineImputer({
  name: "median",
  doc: "The median of the training rows that have a value, as scikit-learn's SimpleImputer.",
  arguments: { indicator: indicatorArgument, columns: columnsArgument },
  takes: () => ["number"],
  number: (sample) => sample.quantile(0.5),
});
