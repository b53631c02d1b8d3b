import { float, int, optional } from "../../dsl/language/signature.ts";
import { defineSchedule, perEpoch } from "./schedule.ts";

/** lr (1 - epoch / epochs)^power, as `torch.optim.lr_scheduler.PolynomialLR`. */
export const polynomialSchedule = defineSchedule({
  name: "polynomial",
  doc: "Falls to 0 as a power of the epochs that are left, as PolynomialLR.",
  arguments: {
    power: float({ above: 0, default: 1, doc: "1 is a line; larger falls sooner" }),
    epochs: optional(int({
      min: 1,
      max: 1_000_000,
      doc: "when 0 is reached; after all epochs unless given",
    })),
  },
  start: (course, { power, epochs = course.epochs }) =>
    perEpoch(course, (epoch) => course.lr * (1 - Math.min(epoch, epochs) / epochs) ** power),
});
