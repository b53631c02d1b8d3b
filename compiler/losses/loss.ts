import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/signature.ts";
import type { Head } from "../heads/head.ts";
import type { Value } from "../ir/value.ts";
import type { TargetSchema } from "../schema.ts";

export interface LossContext {
  /** What the last layer gives, float32 [B, n]. */
  readonly scores: Value;
  /** Class codes, int32 [B], or numbers, float32 [B, D]. */
  readonly targets: Value;
}

/** What a loss measures. */
export interface Measuring<Arguments> {
  /** The target it is for. */
  readonly target: TargetSchema["kind"];
  /** How scores trained with it are read. */
  readonly head: Head;
  /** How many outputs the last layer must have; a text says why none will do. */
  outputs(target: TargetSchema): number | string;
  /** The loss of each row, float32 [B, 1]; the mean over the batch is taken by the training step. */
  rows(context: LossContext, args: Arguments): Value;
}

export type Loss = Signature & Measuring<Readonly<Record<string, unknown>>>;

/** The loss of a signature and its meaning. */
export function defineLoss<const A extends ArgumentTable>(
  definition: Signature<A> & Measuring<ArgumentsOf<A>>,
): Loss {
  // A registry forgets each loss's argument types; `check` has made sure of them before.
  return definition as Signature & Measuring<never> as Loss;
}

/** How many classes or values a target has. */
export function widthOf(target: TargetSchema): number {
  return target.kind === "classes" ? target.classes.length : target.names.length;
}
