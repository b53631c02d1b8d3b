import type { StepNumbers } from "../../compiler/schedules/courses.ts";
import type { Scores } from "../../report/input/metrics.ts";

/** One line of the history. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** The learning rate of its last step. */
  readonly learningRate: number;
  /** What else schedules change, as in its last step, by name; absent where nothing is. */
  readonly scheduled?: StepNumbers;
  /** `loss` and, for classes, `accuracy`, gathered during the epoch, before each step. */
  readonly train: Scores;
  /** After the epoch; empty without a validation part. */
  readonly valid: Scores;
  /** After the epoch, for the parts that the `train` stage asks to evaluate. */
  readonly after: Readonly<Partial<Record<"train" | "test", Scores>>>;
  /** The best epoch up to this one by the monitor, which may have no number without a validation part. */
  readonly best?: number;
}

/** Every step of an epoch. */
export interface EpochSteps {
  /** From 1. */
  readonly epoch: number;
  /** The loss of each step, before it. */
  readonly losses: Float32Array;
  /** The learning rate of each step. */
  readonly rates: readonly number[];
  /** What else schedules change in each step, by name; empty where nothing is. */
  readonly scheduled: readonly StepNumbers[];
}
