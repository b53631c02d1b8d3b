import { word } from "../../dsl/language/signature.ts";
import { tensor } from "../ir/tensor.ts";
import { constant } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { sub } from "../ops/sub.ts";
import { defineScaler } from "./scaler.ts";

/**
 * (x - μ) / σ, with mean and standard deviation of the training rows, as scikit-learn's
 * `StandardScaler`; a column that never changes is only centred.
 */
export const standard = defineScaler({
  name: "standard",
  doc: "(x - μ) / σ of the training rows, as scikit-learn's StandardScaler.",
  arguments: {
    deviation: word(["population", "sample"], {
      default: "population",
      doc: "whether σ divides by N, as scikit-learn does, or by N - 1, as pandas and PyTorch do",
    }),
  },
  fit(columns, { deviation }) {
    const center = Float64Array.from(columns, mean);
    const spread = Float64Array.from(columns, (column, index) => {
      const freedom = deviation === "sample" ? column.length - 1 : column.length;
      // A single row has no sample deviation: like a constant column, it is only centred. There is a
      // center for each column.
      return Math.sqrt(squaredDeviation(column, center[index]!) / Math.max(1, freedom)) || 1;
    });
    return { center, spread };
  },
  build(x, { center, spread }) {
    const row = (values: Float64Array) => constant(tensor([values.length], values));
    return div(sub(x, row(center)), row(spread));
  },
});

function mean(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0) / column.length;
}

/** Σ (x - μ)². */
function squaredDeviation(column: Float64Array, mean: number): number {
  return column.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
