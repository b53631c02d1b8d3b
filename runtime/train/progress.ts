import type { Restart } from "../../report/input/metrics.ts";
import type { Tensors } from "../engine/tensor.ts";
import type { EpochRecord } from "./history.ts";

/** An epoch of which some steps are made. */
export interface BegunEpoch {
  /** From 1. */
  readonly epoch: number;
  /** The loss of each step that is made, before it. */
  readonly losses: Float32Array;
  /** How many rows those steps answered right, before each; for classes alone. */
  readonly right?: number;
}

/** The parameters to keep, if training ended now. */
export interface KeptState {
  /** All tensors of the model, packed; empty before the first epoch has ended. */
  readonly state: Float32Array;
  /** The epoch after which they were these; 0 before. */
  readonly epoch: number;
}

/** A training at the end of an epoch, or before its first, as one may go back to. */
export interface EpochStand {
  /** State and optimizer slots. */
  readonly carried: Tensors;
  readonly kept: KeptState;
  /** How many epochs had ended. */
  readonly epochs: number;
}

/** Where a training may go back to. */
export interface WayBack {
  /** Before the epoch with the lowest training loss: what comes after that was no better for long. */
  readonly good: EpochStand;
  /** Before the epoch that has begun. */
  readonly start: EpochStand;
}

/**
 * A training between two spans of steps: all there is to know to go on from there. Everything else, such as
 * where schedules and early stopping are, follows from the history.
 */
export interface TrainingProgress {
  /** State and optimizer slots. */
  readonly carried: Tensors;
  readonly kept: KeptState;
  /** A record for each epoch that has ended. */
  readonly history: readonly EpochRecord[];
  readonly begun: BegunEpoch;
  readonly restarts: readonly Restart[];
  /** Where to go back to if it breaks down; absent where it ends then. */
  readonly back?: WayBack;
}

/** Before the first step of an epoch. @param epoch From 1. */
export function unbegun(epoch: number): BegunEpoch {
  return { epoch, losses: new Float32Array() };
}
