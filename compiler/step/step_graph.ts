import type { Input, Outputs, Value } from "../ir/value.ts";

/** One step of a loop: which inputs carry state, which change from step to step, what comes out. */
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
   * What is computed from the reports of all steps at once, after the loop, and comes out in their place.
   * Its inputs have the names of reports, scanned or captured inputs; reports and scanned ones are stacked.
   */
  readonly after?: Outputs;
}
