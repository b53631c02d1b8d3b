import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/language/signature.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Value } from "../ir/value.ts";

/** What a layer builds with. */
export interface LayerContext {
  /** [...d, n]: the first axis is the batch. */
  readonly input: Value;
  /** The names along the last axis of `input` where that is what the model takes; else none. */
  readonly features: readonly string[];
  /** What is there only while the model trains. */
  readonly training?: TrainingContext;
  /** A trainable tensor of this layer, called `<layer>.<name>`. */
  parameter(
    name: string,
    shape: readonly number[],
    options: { readonly start: Initializer } & Tuning,
  ): Value;
  /** A tensor that training carries along without a gradient, such as a running mean. */
  buffer(name: string, shape: readonly number[], start: Initializer): Value;
  /** The output of the layers in this layer's block, one after the other. */
  block(input: Value): Value;
  /** The output of each layer in this layer's block, all on the same input. */
  branches(input: Value): Value[];
  /** Stops with a diagnostic: `argument` names the argument to change, `code` the mistake. */
  reject(problem: LayerProblem): never;
}

/** How the optimizer treats a parameter; as all others unless said. */
export interface Tuning {
  /** Whether training changes it; else it stays as it starts. */
  readonly trainable?: boolean;
  /** What the learning rate is multiplied by. */
  readonly lr_factor?: number;
  /** What the weight decay is multiplied by. */
  readonly decay_factor?: number;
}

/** What a layer can use while the model trains. */
export interface TrainingContext {
  /** Where the last batch is smaller: the weight of each row, float32 [B, 1], of sum 1; 0 for padding. */
  readonly rowWeight?: Value;
  /** An argument that a schedule changes from step to step, and 1 minus it, each float32 []. */
  scheduled(argument: string): { readonly value: Value; readonly rest: Value } | undefined;
  /** Numbers drawn evenly from [0, 1), new in every step. @param shape Without named dims. */
  uniform(shape: readonly number[]): Value;
  /** Sets what a buffer is after this step. */
  updateBuffer(name: string, value: Value): void;
}

/** Why a layer cannot be built. */
export interface LayerProblem {
  readonly code: string;
  readonly message: string;
  readonly help: string;
  readonly argument?: string;
}

/** What a layer computes. */
export interface Building<Arguments> {
  /** No gradient comes back through it: a model that has it cannot be trained. */
  readonly isInferenceOnly?: boolean;
  /** While training, the answer for a row depends on the other rows of the batch. */
  readonly mixesRows?: boolean;
  /** While training, its output is noise on purpose. */
  readonly isNoisy?: boolean;
  /** What its output stays between, where it stays between two numbers. */
  readonly bounds?: readonly [low: number, high: number];
  /** The layer that it is the same as with these arguments, with the defaults of that one. */
  standsFor?(args: Arguments): Layer | undefined;
  build(context: LayerContext, args: Arguments): Value;
}

/** A layer of the language: its signature and what it computes. */
export type Layer = Signature & Building<Readonly<Record<string, unknown>>>;

/** The layer of a signature and its meaning. */
export function defineLayer<const A extends ArgumentTable>(
  definition: Signature<A> & Building<ArgumentsOf<A>>,
): Layer {
  // A registry forgets each layer's argument types; `check` has made sure of them before.
  return definition;
}
