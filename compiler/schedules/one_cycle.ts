import { boolean, float, optional, word } from "../../dsl/language/signature.ts";
import { type Course, type Curve, defineSchedule, halfCosine } from "./schedule.ts";

/**
 * Up to `max` and down again, step by step, as `torch.optim.lr_scheduler.OneCycleLR`; meanwhile the
 * optimizer's momentum goes down and up again.
 * @see "Super-Convergence", arXiv:1708.07120.
 */
export const oneCycleSchedule = defineSchedule({
  name: "one_cycle",
  doc: "Up to max and down again over all steps, as OneCycleLR; of the learning rate, the " +
    "optimizer's momentum or beta1 meanwhile goes down and up again.",
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
    cycle_momentum: boolean({
      default: true,
      doc:
        "whether a cycle of lr cycles momentum, or beta1, against it; a schedule of its own for " +
        "that number goes first",
    }),
    base_momentum: float({
      min: 0,
      below: 1,
      default: 0.85,
      doc: "the momentum at the largest rate",
    }),
    max_momentum: float({ min: 0, below: 1, default: 0.95, doc: "the momentum at both ends" }),
  },
  start(course, { max = course.base, div_factor, final_div_factor, ...shape }) {
    const first = max / div_factor;
    return cycle(course, shape, { first, top: max, last: first / final_div_factor });
  },
  momentum({ cycle_momentum, base_momentum, max_momentum, ...shape }) {
    const ends = { first: max_momentum, top: base_momentum, last: max_momentum };
    return cycle_momentum ? { start: (course) => cycle(course, shape, ends) } : undefined;
  },
});

/** How a cycle goes from one number to the next. */
interface Shape {
  readonly pct_start: number;
  readonly anneal: "cos" | "linear";
  readonly three_phase: boolean;
}

/** Where a cycle begins, turns and ends. */
interface Ends {
  readonly first: number;
  readonly top: number;
  readonly last: number;
}

/** Part of a cycle: the number goes from one value to another until a step. */
interface Phase {
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

function cycle({ epochs, steps, begin = 0 }: Course, shape: Shape, ends: Ends): Curve {
  const phases = phasesOf(Math.max(1, epochs * steps - begin), shape, ends);
  const between = shape.anneal === "cos" ? halfCosine : straight;
  return {
    at(step) {
      // Before it begins it stands where it begins.
      const here = Math.max(0, step - begin);
      const passed = phases.slice(0, -1).filter(({ end }) => here > end);
      // The last phase is never passed.
      const { end, from, to } = phases[passed.length];
      const start = passed.at(-1)?.end ?? 0;
      return between(from, to, end === start ? 1 : Math.min(1, (here - start) / (end - start)));
    },
  };
}

function phasesOf(
  steps: number,
  { pct_start, three_phase }: Shape,
  { first, top, last }: Ends,
): Phase[] {
  const rise = { end: pct_start * steps - 1, from: first, to: top };
  if (!three_phase) return [rise, { end: steps - 1, from: top, to: last }];
  const fall = { end: 2 * pct_start * steps - 2, from: top, to: first };
  return [rise, fall, { end: steps - 1, from: first, to: last }];
}

function straight(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
