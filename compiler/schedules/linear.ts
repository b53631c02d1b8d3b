import { float, int, optional } from "../../dsl/language/signature.ts";
import { defineSchedule } from "./schedule.ts";
import { lengthOf, stepsArgument, ticking, unfitLength, unitArgument } from "./ticks.ts";

/**
 * lr times a factor that goes in a line from `start` to `end`, as
 * `torch.optim.lr_scheduler.LinearLR`.
 */
export const linearSchedule = defineSchedule({
  name: "linear",
  doc: "A line from start · lr to end · lr, epoch by epoch or step by step, as LinearLR.",
  arguments: {
    start: float({ min: 0, doc: "the factor of the first epoch, or step" }),
    end: float({ min: 0, doc: "the factor after the last one" }),
    epochs: optional(int({
      min: 1,
      max: 1_000_000,
      doc: "how many epochs the line takes; all of them unless given",
    })),
    by: unitArgument,
    steps: stepsArgument("how many steps the line takes, by = step; all of them unless given"),
  },
  conflict: unfitLength,
  start: (course, { start, end, ...length }) =>
    ticking(course, length.by, (at, all) => {
      const whole = lengthOf(length, all);
      return course.base * (start + (end - start) * Math.min(at, whole) / whole);
    }),
});
