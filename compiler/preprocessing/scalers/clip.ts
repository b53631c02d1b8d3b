import { float } from "../../../dsl/language/signature.ts";
import type { Value } from "../../ir/value.ts";
import { maximum } from "../../ops/maximum.ts";
import { minimum } from "../../ops/minimum.ts";
import { columnsArgument } from "../base/arguments.ts";
import { numbersLike, shown } from "../base/numbers.ts";
import { defineScaler } from "./scaler.ts";

/** Values beyond two bounds become the bound, as `numpy.clip`. */
export const clip = defineScaler({
  name: "clip",
  doc: "Values below low become low, those above high become high, as numpy.clip.",
  arguments: {
    low: float({ default: -3, doc: "the least that a value can be" }),
    high: float({ default: 3, doc: "the most that a value can be" }),
    columns: columnsArgument,
  },
  conflict: ({ low, high }) =>
    low < high ? undefined : {
      argument: "high",
      message: `low = ${low} is not below high = ${high}`,
      help: "Write the smaller number as low",
    },
  fit: () => ({}),
  build: (x, _, bounds) => limited(x, bounds),
  formula: (x, _, { low, high }) => `clip(${x}, ${shown(low)}, ${shown(high)})`,
});

/** x between two bounds, the same for all or one a feature. */
export function limited(
  x: Value,
  { low, high }: {
    readonly low: number | readonly number[];
    readonly high: number | readonly number[];
  },
): Value {
  return maximum(minimum(x, numbersLike(x, high)), numbersLike(x, low));
}
