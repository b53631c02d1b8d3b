import { boolean, float } from "../../../dsl/language/signature.ts";
import { add } from "../../ops/add.ts";
import { div } from "../../ops/div.ts";
import { mul } from "../../ops/mul.ts";
import { sub } from "../../ops/sub.ts";
import { columnsArgument, overArgument } from "../base/arguments.ts";
import { limited } from "./clip.ts";
import { minus, numbersLike, operand, over, shown } from "../base/numbers.ts";
import { defineScaler } from "./scaler.ts";
import { nonzero } from "./nonzero.ts";

/** The least value of the training rows becomes `low`, the largest `high`, as scikit-learn's `MinMaxScaler`. */
export const minmax = defineScaler({
  name: "minmax",
  doc: "Moves the range of the training rows to low..high, as scikit-learn's MinMaxScaler.",
  arguments: {
    low: float({ default: 0, doc: "what the least value becomes" }),
    high: float({ default: 1, doc: "what the largest value becomes" }),
    clip: boolean({
      default: false,
      doc: "whether values beyond the training rows stay in the range",
    }),
    over: overArgument,
    columns: columnsArgument,
  },
  conflict: ({ low, high }) =>
    low < high ? undefined : {
      argument: "high",
      message: `low = ${low} is not below high = ${high}`,
      help: "Write the smaller number as low",
    },
  fit: (sample) => ({ least: sample.low, range: nonzero(sample.high - sample.low) }),
  build(x, { row }, { low, high, clip }) {
    const share = div(sub(x, row("least")), row("range"));
    const sized = high - low === 1 ? share : mul(share, numbersLike(x, high - low));
    const moved = low === 0 ? sized : add(sized, numbersLike(x, low));
    return clip ? limited(moved, { low, high }) : moved;
  },
  formula(x, { least, range }, { low, high, clip }) {
    const share = over(minus(x, Number(least)), Number(range));
    const sized = high - low === 1 ? share : `${operand(share)} * ${shown(high - low)}`;
    const moved = minus(sized, -low);
    return clip ? `clip(${moved}, ${shown(low)}, ${shown(high)})` : moved;
  },
});
