import { float } from "../../dsl/language/signature.ts";
import { defineSchedule } from "./schedule.ts";
import { ticking, unitArgument } from "./ticks.ts";

/** lr γ^epoch, as `torch.optim.lr_scheduler.ExponentialLR`. */
export const exponentialSchedule = defineSchedule({
  name: "exponential",
  doc: "Multiplies the learning rate by gamma after every epoch, or step, as ExponentialLR.",
  arguments: {
    gamma: float({ above: 0, doc: "what each multiplies by, such as 0.95" }),
    by: unitArgument,
  },
  start: (course, { gamma, by }) => ticking(course, by, (at) => course.base * gamma ** at),
});
