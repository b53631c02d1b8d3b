import { float } from "../../../dsl/language/signature.ts";
import { add } from "../../ops/add.ts";
import { div } from "../../ops/div.ts";
import { mul } from "../../ops/mul.ts";
import { sqrt } from "../../ops/sqrt.ts";
import { columnsArgument } from "../base/arguments.ts";
import { numbersLike, operand, shown } from "../base/numbers.ts";
import { defineScaler } from "./scaler.ts";

/**
 * x / √(1 + (x / limit)²): nearly x about 0, and never beyond ± limit.
 * @see "Better by Default: Strong Pre-Tuned MLPs and Boosted Trees on Tabular Data", arXiv:2407.04491.
 */
export const smoothClip = defineScaler({
  name: "smooth_clip",
  doc: "x / √(1 + (x / limit)²): nearly x about 0, never beyond ± limit (arXiv:2407.04491).",
  arguments: {
    limit: float({ above: 0, default: 3, doc: "what large values come near to" }),
    columns: columnsArgument,
  },
  fit: () => ({}),
  build(x, _, { limit }) {
    const share = div(x, numbersLike(x, limit));
    return div(x, sqrt(add(mul(share, share), numbersLike(x, 1))));
  },
  formula: (x, _, { limit }) => `${operand(x)} / sqrt(1 + (${operand(x)} / ${shown(limit)})^2)`,
});
