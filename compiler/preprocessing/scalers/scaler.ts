import type { ArgumentsOf, ArgumentTable, Signature } from "../../../dsl/language/signature.ts";
import type { Value } from "../../ir/value.ts";
import type { Sample } from "../base/sample.ts";

/** What a scaler learnt of a feature, or of all that share it, by the names that it gives. */
export type Learnt = Readonly<Record<string, number | readonly number[]>>;

/** What was learnt of some features, as constants in the dtype of the features. */
export interface LearntRows {
  /** A number a feature, [k]. */
  row(name: string): Value;
  /** A list of numbers a feature, [k, n]. */
  rows(name: string): Value;
}

/** What a scaler learns from the training rows and does to every row. */
export interface Scaling<Arguments> {
  /** Values must lie above this, if they must. */
  readonly above?: number;
  /** What is learnt of a feature that has a value in one row at least. */
  fit(sample: Sample, args: Arguments): Learnt;
  /** The scaled features. @param x float32 or float64 [N, k], which the result is too. */
  build(x: Value, learnt: LearntRows, args: Arguments): Value;
  /** What becomes of a feature, as people write it. @param x What stands for the feature, ready to be an operand. */
  formula(x: string, learnt: Learnt, args: Arguments): string;
}

/** A way to scale numbers: its signature and what it does. */
export type Scaler = Signature & Scaling<Readonly<Record<string, unknown>>>;

/** The scaler of a signature and its meaning. */
export function defineScaler<const A extends ArgumentTable>(
  definition: Signature<A> & Scaling<ArgumentsOf<A>>,
): Scaler {
  // A registry forgets each scaler's argument types; `check` has made sure of them before.
  return definition;
}
