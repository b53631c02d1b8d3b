import { input } from "../ir/input.ts";
import type { Input, Outputs, Value } from "../ir/value.ts";

/**
 * One step of a loop, as every backend takes it: which inputs carry state, which change from step to
 * step, what comes out.
 *
 * @internal
 */
export interface StepGraph {
  /**
   * State, as whoever runs the steps keeps it: fed under its name, and given back as `next_<name>`. Unless given,
   * it is what is carried.
   */
  readonly states?: readonly OutsideState[];
  /** What a step hands on to the next: the input that reads it and the value it has after the step. */
  readonly carried: readonly CarriedState[];
  /** Inputs with a value of their own in every step. */
  readonly scanned: readonly Input[];
  /** The same, but computed for all steps before the first. */
  readonly prepared?: readonly PreparedInput[];
  /** Inputs that are the same in every step: the data. */
  readonly captured: readonly Input[];
  /** What each step reports. */
  readonly reported: Outputs;
  /**
   * What is computed once, after the last step, and comes out in the place of the reports. Its inputs have
   * the names of scanned inputs and reports, which are those of all steps, [S, ...], of captured inputs,
   * and `next_<name>` for a state as the last step left it. The output `is_finite`, int32 [], is 1 where
   * states and reports are finite numbers.
   */
  readonly after?: Outputs;
}

/** An input with a value of its own in every step. */
export interface PreparedInput {
  readonly input: Input;
  /** Its values, [S, ...], made of scanned inputs as they are fed, [S, ...], and of captured ones. */
  readonly all: Value;
}

/** A state outside the steps. */
export interface OutsideState {
  readonly input: Input;
  /** What it is after the last step, made of `next_<name>` of what is carried; unless given it is carried itself. */
  readonly last?: Value;
}

/** A state from step to step. */
export interface CarriedState {
  readonly input: Input;
  readonly next: Value;
  /** What it is before the first step, made of states as they are fed; unless given it is one. */
  readonly first?: Value;
}

/** The state as whoever runs the steps keeps it. */
export function statesOf({ states, carried }: StepGraph): readonly OutsideState[] {
  return states ?? carried.map(({ input }) => ({ input }));
}

/** What is computed once before the first step, by the names under which the steps have it. */
export function beforeSteps({ carried, prepared = [] }: StepGraph): Outputs {
  return Object.fromEntries([
    ...carried.flatMap(({ input, first }) => first ? [[input.name, first] as const] : []),
    ...prepared.map(({ input, all }) => [input.name, all] as const),
  ]);
}

/** What is computed once after the last step: states, and what takes the place of the reports. */
export function afterSteps(step: StepGraph): Outputs {
  const { after = {} } = step;
  const lasts = statesOf(step).flatMap(({ input, last }) =>
    last ? [[nextName(input), last] as const] : []
  );
  return { ...Object.fromEntries(lasts), ...after };
}

/** The output of `after` that every engine looks at. */
export const finiteness = "is_finite";

/** An input of each step as it stands outside of the loop: that of all steps, [S, ...]. */
export function ofAllSteps({ name, type: { dtype, shape } }: Pick<Input, "name" | "type">): Input {
  return input(name, { dtype, shape: ["S", ...shape] });
}

/** What the state of an input is called after a step. */
export function nextName({ name }: Input): string {
  return `next_${name}`;
}
