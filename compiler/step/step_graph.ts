import type { Input, Outputs, Value } from "../ir/value.ts";

/**
 * One step of a loop, as every backend takes it: which inputs carry state, which change from step to
 * step, what comes out.
 *
 * @internal
 */
export interface StepGraph {
  /** State: the input that reads it and the value it has after the step. */
  readonly carried: readonly { readonly input: Input; readonly next: Value }[];
  /** Inputs with a value of their own in every step. */
  readonly scanned: readonly Input[];
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

/** The output of `after` that every engine looks at. */
export const finiteness = "is_finite";

/** What the state of an input is called after a step. */
export function nextName({ name }: Input): string {
  return `next_${name}`;
}
