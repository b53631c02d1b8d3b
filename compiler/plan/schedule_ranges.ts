import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { startCourses } from "../schedules/courses.ts";
import type { PlannedPipeline } from "./plan.ts";
import { beyondRange } from "./schedule_diagnostics.ts";
import type { PlannedNumber } from "./scheduled_numbers.ts";

/** The most steps that are looked at: of a longer training, so many spread evenly. */
const maxLooks = 1 << 16;

/**
 * Schedules that take a number higher than it may be, such as the probability of a dropout to 1. None goes
 * below 0. @param rows How many there are to train on.
 */
export function checkScheduleRanges(
  { pipeline: { train }, scheduled }: Pick<PlannedPipeline, "pipeline" | "scheduled">,
  rows: number,
): Diagnostic[] {
  if (!train || rows === 0) return [];
  const { epochs, batch } = train.arguments;
  const course = { epochs, steps: Math.ceil(rows / Math.min(batch, rows)) };
  return scheduled.flatMap((number) => {
    const { highest } = rangeOf(number, course);
    const limit = limitBroken(highest.value, number);
    return limit === undefined ? [] : [beyondRange(number, { ...highest, limit })];
  });
}

/** A number that was reached, and in which step, from 1. */
export interface Reached {
  readonly value: number;
  readonly step: number;
}

/** How low and how high a schedule takes a number, as far as that does not hang on the loss. */
export function rangeOf(
  number: PlannedNumber,
  course: { readonly epochs: number; readonly steps: number },
): { readonly lowest: Reached; readonly highest: Reached } {
  const courses = startCourses([number], course);
  const steps = course.epochs * course.steps;
  const looks = Math.min(steps, maxLooks);
  let lowest: Reached = { value: Infinity, step: 1 };
  let highest: Reached = { value: -Infinity, step: 1 };
  for (let look = 0; look < looks; look++) {
    const step = 1 + Math.floor(look * (steps - 1) / Math.max(1, looks - 1));
    const value = courses.at(step)[number.name];
    if (value < lowest.value) lowest = { value, step };
    if (value > highest.value) highest = { value, step };
  }
  return { lowest, highest };
}

/** The bound that a value is beyond, such as `below 1`; nothing where it is within. */
function limitBroken(value: number, { type }: PlannedNumber): string | undefined {
  if (type.kind !== "float") return undefined;
  if (type.open.max) return value >= type.max ? `below ${type.max}` : undefined;
  return value > type.max ? `at most ${type.max}` : undefined;
}
