import { word } from "../../../dsl/language/signature.ts";
import { div } from "../../ops/div.ts";
import { sub } from "../../ops/sub.ts";
import { columnsArgument, overArgument } from "../base/arguments.ts";
import { minus, over } from "../base/numbers.ts";
import type { Sample } from "../base/sample.ts";
import { defineScaler } from "./scaler.ts";

/**
 * (x - μ) / σ, with mean and standard deviation of the training rows, as scikit-learn's
 * `StandardScaler`; a column that never changes, but for rounding, is only centred.
 */
export const standard = defineScaler({
  name: "standard",
  doc: "(x - μ) / σ of the training rows, as scikit-learn's StandardScaler.",
  arguments: {
    deviation: word(["population", "sample"], {
      default: "population",
      doc: "whether σ divides by N, as scikit-learn does, or by N - 1, as pandas and PyTorch do",
    }),
    over: overArgument,
    columns: columnsArgument,
  },
  fit: (sample, { deviation }) => ({
    mean: sample.mean,
    spread: spreadOf(sample, deviation === "sample" ? sample.size - 1 : sample.size),
  }),
  build: (x, { row }) => div(sub(x, row("mean")), row("spread")),
  formula: (x, { mean, spread }) => over(minus(x, Number(mean)), Number(spread)),
});

/** √(Σ (x - μ)² / freedom), but 1 for values that do not differ, of which a single one is the least. */
export function spreadOf(sample: Sample, freedom: number): number {
  return isConstant(sample) ? 1 : Math.sqrt(sample.squaredDeviation / freedom);
}

/**
 * Whether values differ by no more than rounding: their variance is below what sums of so many numbers of
 * this size lose.
 * @see scikit-learn's `_is_constant_feature` in preprocessing/_data.py.
 */
function isConstant(sample: Sample): boolean {
  const { size, mean } = sample;
  const variance = sample.squaredDeviation / size;
  return variance <= size * Number.EPSILON * variance + (size * mean * Number.EPSILON) ** 2;
}
