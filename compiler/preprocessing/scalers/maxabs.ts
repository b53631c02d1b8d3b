import { div } from "../../ops/div.ts";
import { columnsArgument, overArgument } from "../base/arguments.ts";
import { nonzero } from "./nonzero.ts";
import { over } from "../base/numbers.ts";
import { defineScaler } from "./scaler.ts";

/** x / max|x| of the training rows, as scikit-learn's `MaxAbsScaler`: zeros stay zeros. */
export const maxabs = defineScaler({
  name: "maxabs",
  doc: "x / max|x| of the training rows, as scikit-learn's MaxAbsScaler.",
  arguments: { over: overArgument, columns: columnsArgument },
  fit: (sample) => ({ most: nonzero(Math.max(Math.abs(sample.low), Math.abs(sample.high))) }),
  build: (x, { row }) => div(x, row("most")),
  formula: (x, { most }) => over(x, Number(most)),
});
