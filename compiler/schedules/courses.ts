import type { Course, Curve } from "./schedule.ts";

/**
 * A number of a training that a schedule changes from step to step.
 *
 * @internal
 */
export interface ScheduledNumber {
  /** `lr` or another argument of the optimizer, or `drop.p` for one of a layer. */
  readonly name: string;
  /** The name of the schedule. */
  readonly schedule: string;
  /** What it is without a schedule. */
  readonly base: number;
  /** What it is in each step of a training. */
  start(course: Course): Curve;
}

/** Numbers of one step by name. */
export type StepNumbers = Readonly<Record<string, number>>;

/** All scheduled numbers of one training. */
export interface Courses {
  /** Each of them in a step, by name. @param step From 1. */
  at(step: number): StepNumbers;
  /** Told after each epoch, where one of them listens. @param loss The monitored loss. */
  observe?(loss: number): void;
}

/** Starts the schedules of a training of so many epochs, and steps an epoch. */
export function startCourses(
  scheduled: readonly ScheduledNumber[],
  course: Pick<Course, "epochs" | "steps">,
): Courses {
  const curves = scheduled.map((each) =>
    [each.name, each.start({ ...course, base: each.base })] as const
  );
  const listening = curves.map(([, curve]) => curve).filter(({ observe }) => observe);
  return {
    // Called for every step, some times.
    at(step) {
      const numbers: Record<string, number> = {};
      for (const [name, curve] of curves) numbers[name] = curve.at(step - 1);
      return numbers;
    },
    ...listening.length > 0 && {
      observe: (loss: number) => listening.forEach((curve) => curve.observe?.(loss)),
    },
  };
}
