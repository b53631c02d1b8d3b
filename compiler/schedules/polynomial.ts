import { float, int, optional } from "../../dsl/language/signature.ts";
import { defineSchedule } from "./schedule.ts";
import { lengthOf, stepsArgument, ticking, unfitLength, unitArgument } from "./ticks.ts";

/** lr (1 - epoch / epochs)^power, as `torch.optim.lr_scheduler.PolynomialLR`. */
export const polynomialSchedule = defineSchedule({
  name: "polynomial",
  doc: "Falls to 0 as a power of the epochs, or steps, that are left, as PolynomialLR.",
  arguments: {
    power: float({ above: 0, default: 1, doc: "1 is a line; larger falls sooner" }),
    epochs: optional(int({
      min: 1,
      max: 1_000_000,
      doc: "when 0 is reached; after all epochs unless given",
    })),
    by: unitArgument,
    steps: stepsArgument("when 0 is reached, by = step; after all steps unless given"),
  },
  conflict: unfitLength,
  start: (course, { power, ...length }) =>
    ticking(course, length.by, (at, all) => {
      const whole = lengthOf(length, all);
      return course.base * (1 - Math.min(at, whole) / whole) ** power;
    }),
});
