import { boolean, float } from "../../../dsl/language/signature.ts";
import { div } from "../../ops/div.ts";
import { sub } from "../../ops/sub.ts";
import { columnsArgument, overArgument } from "../base/arguments.ts";
import { nonzero } from "./nonzero.ts";
import { minus, over } from "../base/numbers.ts";
import { defineScaler } from "./scaler.ts";

/**
 * (x - median) / (distance of two percentiles), as scikit-learn's `RobustScaler`: a few far values do not
 * move the others.
 */
export const robust = defineScaler({
  name: "robust",
  doc: "(x - median) / (distance of two percentiles), as scikit-learn's RobustScaler.",
  arguments: {
    low: float({ min: 0, max: 100, default: 25, doc: "the lower percentile" }),
    high: float({ min: 0, max: 100, default: 75, doc: "the upper percentile" }),
    center: boolean({ default: true, doc: "whether the median is subtracted" }),
    over: overArgument,
    columns: columnsArgument,
  },
  conflict: ({ low, high }) =>
    low < high ? undefined : {
      argument: "high",
      message: `low = ${low} is not below high = ${high}`,
      help: "Write the smaller percentile as low",
    },
  fit: (sample, { low, high, center }) => ({
    median: center ? sample.quantile(0.5) : 0,
    range: nonzero(sample.quantile(high / 100) - sample.quantile(low / 100)),
  }),
  build(x, { row }, { center }) {
    return div(center ? sub(x, row("median")) : x, row("range"));
  },
  formula: (x, { median, range }) => over(minus(x, Number(median)), Number(range)),
});
