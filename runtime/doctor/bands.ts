import type { Engine } from "../engine/engine.ts";

/** How far two ways to compute the same may be apart, relative to the largest number of a tensor. */
export interface Band {
  /** In the tensors of one step, of which both are given the same state. */
  readonly tensors: number;
  /** In the losses of some steps, each from the state that the steps before it have left. */
  readonly losses: number;
}

/** The same bits. */
export const sameBits: Band = { tensors: 0, losses: 0 };

/**
 * Strict float32 rounds by 6e-8, in sums of thousands of products by 1e-6; whole trainings on an H100 were within
 * 3e-5 of those on its processor (`bench/README.md`).
 */
const strict: Band = { tensors: 1e-5, losses: 1e-4 };

/** TF32 rounds what is multiplied by 5e-4; trainings were within 1e-3 to 2e-2. */
const rounded: Band = { tensors: 5e-3, losses: 5e-2 };

/** How far a device may be from the processor, or from float64. */
export function bandOf({ rounding }: Pick<Engine, "rounding">): Band {
  return rounding === undefined ? strict : rounded;
}
