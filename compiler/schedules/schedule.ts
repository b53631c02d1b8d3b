import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/language/signature.ts";

/** The training that a schedule is for. */
export interface Course {
  /** The optimizer's learning rate. */
  readonly lr: number;
  readonly epochs: number;
  /** Steps an epoch. */
  readonly steps: number;
}

/** The learning rates of one training. */
export interface Rates {
  /** The rate of a step, counted from 0 over the whole training. */
  rate(step: number): number;
  /** Told after each epoch; only schedules that wait for a plateau listen. @param loss The monitored loss. */
  observe?(loss: number): void;
}

/** How a schedule changes the learning rate. */
export interface Scheduling<Arguments> {
  start(course: Course, args: Arguments): Rates;
}

/** A schedule of the language: its signature and its rates. */
export type Schedule = Signature & Scheduling<Readonly<Record<string, unknown>>>;

/** The schedule of a signature and its meaning. */
export function defineSchedule<const A extends ArgumentTable>(
  definition: Signature<A> & Scheduling<ArgumentsOf<A>>,
): Schedule {
  // A registry forgets each schedule's argument types; `check` has made sure of them before.
  return definition;
}

/** Rates that stay the same for an epoch. @param rate The rate of an epoch, from 0. */
export function perEpoch({ steps }: Course, rate: (epoch: number) => number): Rates {
  return { rate: (step) => rate(Math.floor(step / steps)) };
}

/** From one rate to another along half a cosine. @param share How far, in [0, 1]. */
export function halfCosine(from: number, to: number, share: number): number {
  return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
}
