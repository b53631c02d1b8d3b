import { float, int, list } from "../../dsl/language/signature.ts";
import { defineSchedule, perEpoch } from "./schedule.ts";

/** lr γ^(milestones passed), as `torch.optim.lr_scheduler.MultiStepLR`. */
export const multiStepSchedule = defineSchedule({
  name: "multi_step",
  doc: "Multiplies the learning rate by gamma after each of some epochs, as MultiStepLR.",
  arguments: {
    milestones: list(int({ min: 1, max: 1_000_000, doc: "an epoch" }), {
      doc: "after how many epochs the rate drops, such as [30, 80]",
    }),
    gamma: float({ above: 0, default: 0.1, doc: "what each drop multiplies by" }),
  },
  start: (course, { milestones, gamma }) =>
    perEpoch(
      course,
      (epoch) => course.lr * gamma ** milestones.filter((milestone) => milestone <= epoch).length,
    ),
});
