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
    const center: number[] = [];
    const spread: number[] = [];
    for (const column of columns) {
      const mean = meanOf(column);
      const freedom = deviation === "sample" ? column.length - 1 : column.length;
      center.push(mean);
      // A single row has no sample deviation: like a constant column, it is only centred.
      spread.push(Math.sqrt(squaredDeviation(column, mean) / Math.max(1, freedom)) || 1);
    }
    return { center: Float64Array.from(center), spread: Float64Array.from(spread) };
  },
  build(x, { center, spread }) {
    const row = (values: Float64Array) => constant(tensor([values.length], values));
    return div(sub(x, row(center)), row(spread));
  },
});

function meanOf(column: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < column.length; row++) sum += column[row];
  return sum / column.length;
}

/** Σ (x - μ)². */
function squaredDeviation(column: Float64Array, mean: number): number {
  let sum = 0;
  for (let row = 0; row < column.length; row++) {
    const deviation = column[row] - mean;
    sum += deviation * deviation;
  }
  return sum;
}
