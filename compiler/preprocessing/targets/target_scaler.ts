import {
  type ArgumentsOf,
  type ArgumentSpec,
  type ArgumentTable,
  boolean,
  type Signature,
} from "../../../dsl/language/signature.ts";
import type { Value } from "../../ir/value.ts";
import type { LearntRows, Scaling } from "../scalers/scaler.ts";

/** What is done to a target before training, and undone in every answer. */
export interface TargetScaling<Arguments> extends Scaling<Arguments> {
  /** The target in its own unit again. @param y As `build` gives it. */
  undo(y: Value, learnt: LearntRows, args: Arguments): Value;
}

/** A way to scale targets: its signature and what it does. */
export type TargetScaler = Signature & TargetScaling<Readonly<Record<string, unknown>>>;

/** The target scaler of a signature and its meaning. */
export function defineTargetScaler<const A extends ArgumentTable>(
  definition: Signature<A> & TargetScaling<ArgumentsOf<A>>,
): TargetScaler {
  // A registry forgets each scaler's argument types; `check` has made sure of them before.
  return definition;
}

/** Whether answers stay in the range of the training rows. */
export const clampArgument: ArgumentSpec<boolean> = boolean({
  default: false,
  doc: "whether answers beyond the targets of the training rows are set to the nearest of those",
});
