import { float } from "../../dsl/language/signature.ts";
import { defineSchedule, halfCosine, perEpoch } from "./schedule.ts";

/**
 * From lr down to `min` along half a cosine over all epochs, as
 * `torch.optim.lr_scheduler.CosineAnnealingLR` with T_max = epochs.
 */
export const cosineSchedule = defineSchedule({
  name: "cosine",
  doc: "Half a cosine from the learning rate down to min over all epochs, as CosineAnnealingLR.",
  arguments: { min: float({ min: 0, default: 0, doc: "the rate that the last epoch nears" }) },
  start: (course, { min }) =>
    perEpoch(course, (epoch) => halfCosine(course.lr, min, epoch / course.epochs)),
});
