import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/language/signature.ts";
import type { Value } from "../ir/value.ts";

/** y = (x - center) / spread, column by column. */
export interface Scaling {
  readonly center: Float64Array;
  readonly spread: Float64Array;
}

/** What a scaler learns from the training rows and does to every row. */
export interface Fitting<Arguments> {
  /** @param columns The training rows of each feature, raw; gone when the next feature is asked for. */
  fit(columns: Iterable<Float64Array>, args: Arguments): Scaling;
  /** The scaled features. @param x float32 [N, F], raw. */
  build(x: Value, scaling: Scaling): Value;
}

export type Scaler = Signature & Fitting<Readonly<Record<string, unknown>>>;

/** The scaler of a signature and its meaning. */
export function defineScaler<const A extends ArgumentTable>(
  definition: Signature<A> & Fitting<ArgumentsOf<A>>,
): Scaler {
  // A registry forgets each scaler's argument types; `check` has made sure of them before.
  return definition;
}
