import { float } from "../../dsl/language/signature.ts";
import { defineSchedule, halfCosine } from "./schedule.ts";
import { ticking, unitArgument } from "./ticks.ts";

/**
 * From lr down to `min` along half a cosine over all epochs, or steps, as
 * `torch.optim.lr_scheduler.CosineAnnealingLR` with T_max = epochs, or steps.
 */
export const cosineSchedule = defineSchedule({
  name: "cosine",
  doc: "Half a cosine from the learning rate down to min over all epochs, or steps, as " +
    "CosineAnnealingLR.",
  arguments: {
    min: float({ min: 0, default: 0, doc: "the rate that it nears at the end" }),
    by: unitArgument,
  },
  start: (course, { min, by }) =>
    ticking(course, by, (at, all) => halfCosine(course.base, min, at / all)),
});
