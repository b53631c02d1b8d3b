import { float, int } from "../../dsl/language/signature.ts";
import { defineSchedule } from "./schedule.ts";
import { ticking, unitArgument } from "./ticks.ts";

/** lr γ^⌊epoch / size⌋, as `torch.optim.lr_scheduler.StepLR`. */
export const stepSchedule = defineSchedule({
  name: "step",
  doc: "Multiplies the learning rate by gamma every size epochs, or steps, as StepLR.",
  arguments: {
    size: int({ min: 1, max: 1_000_000_000, doc: "epochs, or steps, from one drop to the next" }),
    gamma: float({ above: 0, default: 0.1, doc: "what each drop multiplies by" }),
    by: unitArgument,
  },
  start: (course, { size, gamma, by }) =>
    ticking(course, by, (at) => course.base * gamma ** Math.floor(at / size)),
});
