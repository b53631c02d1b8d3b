import { add } from "../../ops/add.ts";
import { div } from "../../ops/div.ts";
import { mul } from "../../ops/mul.ts";
import { sub } from "../../ops/sub.ts";
import { minus, over } from "../base/numbers.ts";
import { nonzero } from "../scalers/nonzero.ts";
import { clampArgument, defineTargetScaler } from "./target_scaler.ts";

/** The range of the training rows moved to 0..1, as scikit-learn's `MinMaxScaler`; answers are y again. */
export const minmaxTarget = defineTargetScaler({
  name: "minmax",
  doc: "Moves the range of the training rows to 0..1, as MinMaxScaler; answers are y again.",
  arguments: { clamp: clampArgument },
  fit: (sample) => ({ least: sample.low, range: nonzero(sample.high - sample.low) }),
  build: (y, { row }) => div(sub(y, row("least")), row("range")),
  undo: (y, { row }) => add(mul(y, row("range")), row("least")),
  formula: (y, { least, range }) => over(minus(y, Number(least)), Number(range)),
});
