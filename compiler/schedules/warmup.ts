import { callOf, float, int, optional } from "../../dsl/language/signature.ts";
import { constantSchedule } from "./constant.ts";
import { plainSchedules } from "./plain.ts";
import { type Course, defineSchedule } from "./schedule.ts";
import { stepsArgument } from "./ticks.ts";

/**
 * A line from `start` · lr to lr over the first epochs or steps, step by step; then another schedule,
 * which counts from there and sees only the epochs, or steps, that are left. As
 * `torch.optim.lr_scheduler.SequentialLR` of `LinearLR`, stepped every step, and that schedule.
 */
export const warmupSchedule = defineSchedule({
  name: "warmup",
  doc: "A line from start · lr up to lr, step by step, then another schedule.",
  arguments: {
    epochs: optional(int({ min: 1, max: 1_000_000, doc: "how many epochs the line takes" })),
    start: float({ min: 0, max: 1, default: 1 / 3, doc: "the factor of the first step" }),
    then: callOf(plainSchedules, {
      what: "schedule",
      default: { definition: constantSchedule, arguments: {} },
      doc: "the schedule of the other epochs, such as cosine",
    }),
    steps: stepsArgument("how many steps the line takes, where it is not epochs"),
  },
  conflict({ epochs, steps, then }) {
    if ((epochs === undefined) === (steps === undefined)) {
      return {
        argument: "steps",
        message: epochs === undefined
          ? "The warm-up does not say how long it takes"
          : "The warm-up takes epochs or steps, not both",
        help: "Write warmup(2) for epochs, or warmup(steps = 100)",
      };
    }
    const inner = then.definition.conflict?.(then.arguments);
    return inner && { ...inner, argument: "then" };
  },
  start(course, { start, then, ...length }) {
    const { base, begin = 0 } = course;
    const rising = stepsOf(course, length);
    const main = then.definition.start({ ...course, begin: begin + rising }, then.arguments);
    let observed = 0;
    return {
      at: (step) =>
        step - begin < rising
          ? base * (start + (1 - start) * (step - begin) / rising)
          : main.at(step),
      observe(loss) {
        if (observed++ >= Math.floor(rising / course.steps)) main.observe?.(loss);
      },
    };
  },
  momentum({ then, ...length }) {
    const cycle = then.definition.momentum?.(then.arguments);
    const after = (course: Course) => (course.begin ?? 0) + stepsOf(course, length);
    return cycle && { start: (course) => cycle.start({ ...course, begin: after(course) }) };
  },
});

/** How many steps the line takes. */
function stepsOf(
  course: Course,
  { epochs = 0, steps }: { readonly epochs?: number; readonly steps?: number },
): number {
  return steps ?? epochs * course.steps;
}
