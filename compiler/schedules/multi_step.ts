import { float, int, list } from "../../dsl/language/signature.ts";
import { defineSchedule } from "./schedule.ts";
import { ticking, unitArgument } from "./ticks.ts";

/** lr γ^(milestones passed), as `torch.optim.lr_scheduler.MultiStepLR`. */
export const multiStepSchedule = defineSchedule({
  name: "multi_step",
  doc: "Multiplies the learning rate by gamma after each of some epochs, or steps, as MultiStepLR.",
  arguments: {
    milestones: list(int({ min: 1, max: 1_000_000_000, doc: "an epoch, or a step" }), {
      doc: "after how many epochs, or steps, the rate drops, such as [30, 80]",
    }),
    gamma: float({ above: 0, default: 0.1, doc: "what each drop multiplies by" }),
    by: unitArgument,
  },
  start: (course, { milestones, gamma, by }) =>
    ticking(
      course,
      by,
      (at) => course.base * gamma ** milestones.filter((milestone) => milestone <= at).length,
    ),
});
