import { add } from "../../ops/add.ts";
import { log } from "../../ops/log.ts";
import { columnsArgument } from "../base/arguments.ts";
import { numbersLike } from "../base/numbers.ts";
import { defineScaler } from "./scaler.ts";

/** log(1 + x), as `numpy.log1p`, for values above -1: amounts of money, counts. */
export const log1p = defineScaler({
  name: "log1p",
  doc: "log(1 + x) of values above -1, such as amounts and counts, as numpy.log1p.",
  arguments: { columns: columnsArgument },
  above: -1,
  fit: () => ({}),
  build: (x) => log(add(x, numbersLike(x, 1))),
  formula: (x) => `log1p(${x})`,
});
