import { add } from "../../ops/add.ts";
import { div } from "../../ops/div.ts";
import { mul } from "../../ops/mul.ts";
import { sub } from "../../ops/sub.ts";
import { minus, over } from "../base/numbers.ts";
import { spreadOf } from "../scalers/standard.ts";
import { clampArgument, defineTargetScaler } from "./target_scaler.ts";

/**
 * (y - μ) / σ of the training rows, as scikit-learn's `TransformedTargetRegressor` with a
 * `StandardScaler`; answers are y again.
 */
export const standardTarget = defineTargetScaler({
  name: "standard",
  doc: "(y - μ) / σ of the training rows, as TransformedTargetRegressor with a StandardScaler.",
  arguments: { clamp: clampArgument },
  fit: (sample) => ({ mean: sample.mean, spread: spreadOf(sample, sample.size) }),
  build: (y, { row }) => div(sub(y, row("mean")), row("spread")),
  undo: (y, { row }) => add(mul(y, row("spread")), row("mean")),
  formula: (y, { mean, spread }) => over(minus(y, Number(mean)), Number(spread)),
});
