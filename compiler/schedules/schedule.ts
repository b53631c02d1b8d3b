import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/language/signature.ts";

/** The training that a schedule is for. */
export interface Course {
  /** What the number is without a schedule: the optimizer's learning rate, mostly. */
  readonly base: number;
  readonly epochs: number;
  /** Steps an epoch. */
  readonly steps: number;
  /** The step from which on the schedule counts, from 0; the first unless given. */
  readonly begin?: number;
}

/** A number over one training. */
export interface Curve {
  /** The number in a step, counted from 0 over the whole training. */
  at(step: number): number;
  /** Told after each epoch; only schedules that wait for a plateau listen. @param loss The monitored loss. */
  observe?(loss: number): void;
}

/** The cycle of the momentum that comes with a cycle of the learning rate. */
export interface MomentumCycle {
  /** The cycle of the optimizer's momentum in the same training. */
  start(course: Course): Curve;
}

/** How a schedule changes a number. */
export interface Scheduling<Arguments> {
  start(course: Course, args: Arguments): Curve;
  /** What it makes of the optimizer's momentum where it schedules the learning rate. */
  momentum?(args: Arguments): MomentumCycle | undefined;
}

/** A schedule of the language: its signature and its curve. */
export type Schedule = Signature & Scheduling<Readonly<Record<string, unknown>>>;

/** The schedule of a signature and its meaning. */
export function defineSchedule<const A extends ArgumentTable>(
  definition: Signature<A> & Scheduling<ArgumentsOf<A>>,
): Schedule {
  // A registry forgets each schedule's argument types; `check` has made sure of them before.
  return definition;
}

/** From one number to another along half a cosine. @param share How far, in [0, 1]. */
export function halfCosine(from: number, to: number, share: number): number {
  return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
}
