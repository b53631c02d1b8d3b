import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/signature.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Value } from "../ir/value.ts";

/** What a layer builds with. */
export interface LayerContext {
  /** [...d, n]: the first axis is the batch. */
  readonly input: Value;
  /** A trainable tensor of this layer, called `<layer>.<name>`. */
  parameter(name: string, shape: readonly number[], initializer: Initializer): Value;
  /** Stops with a diagnostic: `argument` names the argument to change, `code` the mistake. */
  reject(problem: LayerProblem): never;
}

export interface LayerProblem {
  readonly code: string;
  readonly message: string;
  readonly help: string;
  readonly argument?: string;
}

/** What a layer computes. */
export interface Building<Arguments> {
  build(context: LayerContext, args: Arguments): Value;
}

export type Layer = Signature & Building<Readonly<Record<string, unknown>>>;

/** The layer of a signature and its meaning. */
export function defineLayer<const A extends ArgumentTable>(
  definition: Signature<A> & Building<ArgumentsOf<A>>,
): Layer {
  // A registry forgets each layer's argument types; `check` has made sure of them before.
  return definition as Signature & Building<never> as Layer;
}
