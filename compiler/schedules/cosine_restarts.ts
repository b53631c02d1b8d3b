import { float, int } from "../../dsl/language/signature.ts";
import { defineSchedule, halfCosine } from "./schedule.ts";
import { ticking, unitArgument } from "./ticks.ts";

/**
 * Half cosines one after the other, each `factor` times as long as the one before, as
 * `torch.optim.lr_scheduler.CosineAnnealingWarmRestarts`.
 * @see "SGDR: Stochastic Gradient Descent with Warm Restarts", arXiv:1608.03983.
 */
export const cosineRestartsSchedule = defineSchedule({
  name: "cosine_restarts",
  doc: "Cosines that start again, as CosineAnnealingWarmRestarts.",
  arguments: {
    first: int({ min: 1, max: 1_000_000_000, doc: "epochs, or steps, to the first restart" }),
    factor: int({ min: 1, max: 1000, default: 1, doc: "how much longer each cosine is" }),
    min: float({ min: 0, default: 0, doc: "the rate that each cosine nears" }),
    by: unitArgument,
  },
  start: (course, { first, factor, min, by }) =>
    ticking(course, by, (tick) => {
      const { at, length } = cycleAt(tick, { first, factor });
      return halfCosine(course.base, min, at / length);
    }),
});

/** Where in which cycle an epoch or a step is. */
function cycleAt(tick: number, { first, factor }: { first: number; factor: number }) {
  if (factor === 1) return { at: tick % first, length: first };
  let [at, length] = [tick, first];
  while (at >= length) {
    at -= length;
    length *= factor;
  }
  return { at, length };
}
