import { add } from "../../ops/add.ts";
import { exp } from "../../ops/exp.ts";
import { log } from "../../ops/log.ts";
import { sub } from "../../ops/sub.ts";
import { numbersLike } from "../base/numbers.ts";
import { clampArgument, defineTargetScaler } from "./target_scaler.ts";

/** log(1 + y), for targets above -1 such as amounts and counts; answers are y again, exp(z) - 1. */
export const log1pTarget = defineTargetScaler({
  name: "log1p",
  doc: "log(1 + y) of targets above -1, such as amounts and counts; answers are y again.",
  arguments: { clamp: clampArgument },
  above: -1,
  fit: () => ({}),
  build: (y) => log(add(y, numbersLike(y, 1))),
  undo: (y) => sub(exp(y), numbersLike(y, 1)),
  formula: (y) => `log1p(${y})`,
});
