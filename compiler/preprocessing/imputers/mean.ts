import { columnsArgument, indicatorArgument } from "../base/arguments.ts";
import { defineImputer } from "./imputer.ts";

/** The mean of the training rows that have a value, as scikit-learn's `SimpleImputer(strategy="mean")`. */
export const mean = defineImputer({
  name: "mean",
  doc: "The mean of the training rows that have a value, as scikit-learn's SimpleImputer.",
  arguments: { indicator: indicatorArgument, columns: columnsArgument },
  takes: () => ["number"],
  number: (sample) => sample.mean,
});
