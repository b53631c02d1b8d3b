import type { ArgumentProblem } from "../../dsl/language/argument_problem.ts";
import { type ArgumentSpec, int, optional, word } from "../../dsl/language/signature.ts";
import type { Course, Curve } from "./schedule.ts";

/** What a schedule counts. */
export type Unit = "epoch" | "step";

/** The argument of schedules that count either: PyTorch calls `scheduler.step()` as often. */
export const unitArgument: ArgumentSpec<Unit> = word(["epoch", "step"], {
  default: "epoch",
  doc: "what it counts: it changes after every epoch, or after every step",
});

/** A number of steps, beside a number of epochs. */
export function stepsArgument(doc: string): ArgumentSpec<number | undefined> {
  return optional(int({ min: 1, max: 1_000_000_000, doc }));
}

/** How long a schedule takes, in what it counts. */
export interface Length {
  readonly by: Unit;
  readonly epochs?: number;
  readonly steps?: number;
}

/** A length that is written in what is not counted. */
export function unfitLength({ by, epochs, steps }: Length): ArgumentProblem | undefined {
  const argument = by === "step" ? "epochs" : "steps";
  if ((by === "step" ? epochs : steps) === undefined) return undefined;
  return {
    argument,
    message: `"${argument}" is a number of ${argument}, but the schedule counts ${by}s`,
    help: by === "step" ? "Write steps = ..." : "Write epochs = ..., or add by = step",
  };
}

/** The length that is written, else all epochs or steps that there are. */
export function lengthOf({ by, epochs, steps }: Length, all: number): number {
  return (by === "step" ? steps : epochs) ?? all;
}

/**
 * A curve that stays the same for an epoch, or for a step.
 * @param value The number in an epoch or step, from 0, of so many; both count from the beginning of the course.
 */
export function ticking(
  { epochs, steps, begin = 0 }: Course,
  by: Unit,
  value: (at: number, all: number) => number,
): Curve {
  const ticks = by === "step" ? 1 : steps;
  // An epoch in which the course begins is its first.
  const first = Math.floor(begin / ticks);
  const all = Math.max(1, epochs * steps / ticks - first);
  return { at: (step) => value(Math.floor(step / ticks) - first, all) };
}
