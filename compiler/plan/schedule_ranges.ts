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
    const highest = highestOf(number, course);
    return isBelow(highest.value, number) ? [] : [beyondRange(number, highest)];
  });
}

interface Highest {
  readonly value: number;
  /** From 1. */
  readonly step: number;
}

function highestOf(
  number: PlannedNumber,
  course: { readonly epochs: number; readonly steps: number },
): Highest {
  const courses = startCourses([number], course);
  const steps = course.epochs * course.steps;
  const looks = Math.min(steps, maxLooks);
  let highest: Highest = { value: -Infinity, step: 1 };
  for (let look = 0; look < looks; look++) {
    const step = 1 + Math.floor(look * (steps - 1) / Math.max(1, looks - 1));
    const value = courses.at(step)[number.name] ?? -Infinity;
    if (value > highest.value) highest = { value, step };
  }
  return highest;
}

function isBelow(value: number, { type }: PlannedNumber): boolean {
  if (type.kind !== "float") return true;
  return type.open.max ? value < type.max : value <= type.max;
}
