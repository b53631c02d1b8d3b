import { float } from "../../dsl/language/signature.ts";
import { defineSchedule, perEpoch } from "./schedule.ts";

/** lr γ^epoch, as `torch.optim.lr_scheduler.ExponentialLR`. */
export const exponentialSchedule = defineSchedule({
  name: "exponential",
  doc: "Multiplies the learning rate by gamma after every epoch, as ExponentialLR.",
  arguments: { gamma: float({ above: 0, doc: "what each epoch multiplies by, such as 0.95" }) },
  start: (course, { gamma }) => perEpoch(course, (epoch) => course.lr * gamma ** epoch),
});
