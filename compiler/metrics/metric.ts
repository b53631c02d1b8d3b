import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/signature.ts";
import type { ClassHead, ValueHead } from "../heads/head.ts";
import type { Value } from "../ir/value.ts";

interface Context {
  /** What the last layer gives for a whole part, float32 [N, n]. */
  readonly scores: Value;
  /** Class codes, int32 [N], or numbers, float32 [N, D]. */
  readonly targets: Value;
}

/** What a metric computes, for classes or for numbers. */
export type Scoring<Arguments> =
  | {
    readonly target: "classes";
    build(context: Context & { readonly head: ClassHead }, args: Arguments): Value;
  }
  | {
    readonly target: "numeric";
    build(context: Context & { readonly head: ValueHead }, args: Arguments): Value;
  };

export type Metric = Signature & Scoring<Readonly<Record<string, unknown>>>;

/** The metric of a signature and its meaning: a scalar for a whole part. */
export function defineMetric<const A extends ArgumentTable>(
  definition: Signature<A> & Scoring<ArgumentsOf<A>>,
): Metric {
  // A registry forgets each metric's argument types; `check` has made sure of them before.
  return definition as Signature & Scoring<never> as Metric;
}
