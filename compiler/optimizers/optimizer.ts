import type { ArgumentsOf, ArgumentSpec, ArgumentTable, Signature } from "../../dsl/signature.ts";
import { float } from "../../dsl/signature.ts";
import type { Value } from "../ir/value.ts";

/** All parameters of a model, packed into one vector, in one step of training. */
export interface UpdateContext {
  /** float32 [P]. */
  readonly parameters: Value;
  /** The gradient of the mean batch loss, float32 [P]. */
  readonly gradient: Value;
  /** float32 []. */
  readonly learningRate: Value;
  /** What the optimizer remembers from step to step, by name, each float32 [P]; zeros at first. */
  readonly slots: Readonly<Record<string, Value>>;
}

export interface Updated {
  readonly parameters: Value;
  readonly slots: Readonly<Record<string, Value>>;
}

/** How an optimizer steps. */
export interface Stepping<Arguments> {
  /** The names of its slots. */
  slots(args: Arguments): readonly string[];
  update(context: UpdateContext, args: Arguments): Updated;
}

export type Optimizer =
  & Signature<{ readonly lr: ArgumentSpec<number> }>
  & Stepping<{ readonly lr: number }>;

/** The optimizer of a signature and its meaning. */
export function defineOptimizer<const A extends ArgumentTable & Optimizer["arguments"]>(
  definition: Signature<A> & Stepping<ArgumentsOf<A>>,
): Optimizer {
  // A registry forgets each optimizer's argument types; `check` has made sure of them before.
  return definition as Signature<A> & Stepping<never> as Optimizer;
}

/** The argument that every optimizer has. */
export const learningRate = float({ above: 0, doc: "the learning rate: how far a step goes" });
