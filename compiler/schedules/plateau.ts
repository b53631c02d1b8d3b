import { float, int } from "../../dsl/language/signature.ts";
import { defineSchedule } from "./schedule.ts";

/** A rate that changes by less is left alone, as PyTorch's `eps`. */
const smallestChange = 1e-8;

/**
 * Multiplies the rate by `factor` where the loss has not improved for more than `patience` epochs, as
 * `torch.optim.lr_scheduler.ReduceLROnPlateau` with mode = min and a relative threshold. The loss is
 * that of the validation part, else that of training.
 */
export const plateauSchedule = defineSchedule({
  name: "plateau",
  doc: "Multiplies the rate by factor where the loss stays on a plateau, as ReduceLROnPlateau.",
  arguments: {
    factor: float({ above: 0, below: 1, default: 0.1, doc: "what each drop multiplies by" }),
    patience: int({ min: 0, max: 1_000_000, default: 10, doc: "epochs without a better loss" }),
    threshold: float({
      min: 0,
      below: 1,
      default: 1e-4,
      doc: "the share by which a loss must be below the best one",
    }),
    cooldown: int({ min: 0, max: 1_000_000, default: 0, doc: "epochs to wait after a drop" }),
    min: float({ min: 0, default: 0, doc: "the lowest rate" }),
  },
  start({ base, steps, begin = 0 }, { factor, patience, threshold, cooldown, min }) {
    // One for each epoch but the last; each is known after the epoch before it.
    const known: number[] = [];
    const first = Math.floor(begin / steps);
    let current = base;
    let [best, waited, resting] = [Infinity, 0, 0];
    return {
      at: (step) => known[Math.floor(step / steps) - first] ?? current,
      observe(loss) {
        const isBetter = loss < best * (1 - threshold);
        if (isBetter) best = loss;
        waited = isBetter ? 0 : waited + 1;
        if (resting > 0) [resting, waited] = [resting - 1, 0];
        const lower = Math.max(current * factor, min);
        const isDue = waited > patience;
        if (isDue) [resting, waited] = [cooldown, 0];
        known.push(current);
        if (isDue && current - lower > smallestChange) current = lower;
      },
    };
  },
});
