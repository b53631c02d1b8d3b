import { boolean, float, optional, word } from "../../dsl/language/signature.ts";
import { defineSchedule, halfCosine } from "./schedule.ts";

/** Part of a cycle: the rate goes from one value to another until a step. */
interface Phase {
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Up to `max` and down again, step by step, as `torch.optim.lr_scheduler.OneCycleLR` with
 * cycle_momentum = False.
 * @see "Super-Convergence", arXiv:1708.07120.
 */
export const oneCycleSchedule = defineSchedule({
  name: "one_cycle",
  doc: "Up to max and down again over all steps, as OneCycleLR; the momentum stays as it is.",
  arguments: {
    max: optional(float({ above: 0, doc: "the largest rate; the optimizer's lr unless given" })),
    pct_start: float({ above: 0, below: 1, default: 0.3, doc: "share of the steps that rise" }),
    anneal: word(["cos", "linear"], { default: "cos", doc: "the shape of the rise and the fall" }),
    div_factor: float({ above: 0, default: 25, doc: "the first rate is max / div_factor" }),
    final_div_factor: float({
      above: 0,
      default: 1e4,
      doc: "the last rate is the first one / final_div_factor",
    }),
    three_phase: boolean({
      default: false,
      doc: "whether the fall mirrors the rise, then goes on",
    }),
  },
  start({ lr, epochs, steps }, { max = lr, anneal, ...args }) {
    const phases = phasesOf(epochs * steps, { max, ...args });
    const between = anneal === "cos" ? halfCosine : straight;
    return {
      rate(step) {
        const passed = phases.slice(0, -1).filter(({ end }) => step > end);
        // The last phase is never passed.
        const { end, from, to } = phases[passed.length];
        const begin = passed.at(-1)?.end ?? 0;
        return between(from, to, end === begin ? 1 : Math.min(1, (step - begin) / (end - begin)));
      },
    };
  },
});

interface Cycle {
  readonly max: number;
  readonly pct_start: number;
  readonly div_factor: number;
  readonly final_div_factor: number;
  readonly three_phase: boolean;
}

function phasesOf(steps: number, cycle: Cycle): Phase[] {
  const { max, pct_start, div_factor, final_div_factor, three_phase } = cycle;
  const first = max / div_factor;
  const last = first / final_div_factor;
  const rise = { end: pct_start * steps - 1, from: first, to: max };
  if (!three_phase) return [rise, { end: steps - 1, from: max, to: last }];
  const fall = { end: 2 * pct_start * steps - 2, from: max, to: first };
  return [rise, fall, { end: steps - 1, from: first, to: last }];
}

function straight(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
