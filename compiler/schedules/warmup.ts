import { callOf, float, int } from "../../dsl/language/signature.ts";
import { constantSchedule } from "./constant.ts";
import { plainSchedules } from "./plain.ts";
import { defineSchedule } from "./schedule.ts";

/**
 * A line from `start` · lr to lr over the first epochs, step by step; then another schedule, which
 * counts from there and sees only the epochs that are left. As
 * `torch.optim.lr_scheduler.SequentialLR` of `LinearLR`, stepped every step, and that schedule.
 */
export const warmupSchedule = defineSchedule({
  name: "warmup",
  doc: "A line from start · lr up to lr, step by step, then another schedule.",
  arguments: {
    epochs: int({ min: 1, max: 1_000_000, doc: "how many epochs the line takes" }),
    start: float({ min: 0, max: 1, default: 1 / 3, doc: "the factor of the first step" }),
    then: callOf(plainSchedules, {
      what: "schedule",
      default: { definition: constantSchedule, arguments: {} },
      doc: "the schedule of the other epochs, such as cosine",
    }),
  },
  start(course, { epochs, start, then }) {
    const { lr, steps } = course;
    const rising = epochs * steps;
    const rest = { lr, steps, epochs: Math.max(1, course.epochs - epochs) };
    const main = then.definition.start(rest, then.arguments);
    let observed = 0;
    return {
      rate: (step) =>
        step < rising ? lr * (start + (1 - start) * step / rising) : main.rate(step - rising),
      observe(loss) {
        if (observed++ >= epochs) main.observe?.(loss);
      },
    };
  },
});
