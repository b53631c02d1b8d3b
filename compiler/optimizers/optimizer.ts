import type {
  ArgumentsOf,
  ArgumentSpec,
  ArgumentTable,
  SchedulableSpec,
  Signature,
} from "../../dsl/language/signature.ts";
import { float, schedulable, word } from "../../dsl/language/signature.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { mul } from "../ops/mul.ts";
import type { ArgumentPresence, StepNumber } from "./step_arguments.ts";

/** Numbers by name, as an optimizer has for its slots. */
export type Numbers = Readonly<Record<string, number>>;

/** A tensor for each name. */
type Tensors<N> = { readonly [Name in keyof N]: Value };

/**
 * All trained parameters of a model, packed into one vector, in one step of training.
 * @template Slots What the optimizer's `slots` gives, likewise `Sizes` and `Scalars`.
 */
export interface UpdateContext<Slots = Numbers, Sizes = StepFunctions, Scalars = StepFunctions> {
  /** float32 [P]. */
  readonly parameters: Value;
  /** What a decay takes its share of: the parameters, times the decay factor of each, float32 [P]. */
  readonly decaying: Value;
  /** The gradient of the objective, float32 [P]. */
  readonly gradient: Value;
  /** What `sizes` gives for this step: float32 [], or [P] where layers have learning rates of their own. */
  readonly sizes: Tensors<Sizes>;
  /** What `scalars` gives for this step, each float32 []. */
  readonly scalars: Tensors<Scalars>;
  /** What the optimizer remembers from step to step, by name, each float32 [P]. */
  readonly slots: Tensors<Slots>;
}

/** What a step leaves. */
export interface Updated<Slots = Numbers> {
  readonly parameters: Value;
  readonly slots: Tensors<Slots>;
}

/**
 * A number of one step, computed in float64: a function of the step alone, never of how often it was
 * called.
 * @param step From 1.
 * @param at The arguments in any step, from 1, as schedules have them.
 */
export type StepFunction<Arguments = ArgumentsOf<BaseArguments>> =
  // Taken from a method, so that a registry may forget what the arguments are.
  { of(step: number, at: (step: number) => Arguments): number }["of"];

/** Numbers of a step by name. */
export type StepFunctions<Arguments = ArgumentsOf<BaseArguments>> = Readonly<
  Record<string, StepFunction<Arguments>>
>;

/** How an optimizer steps. */
export interface Stepping<
  A extends ArgumentTable,
  Slots extends Numbers = Numbers,
  Sizes extends StepFunctions<ArgumentsOf<A>> = StepFunctions<ArgumentsOf<A>>,
  Scalars extends StepFunctions<ArgumentsOf<A>> = StepFunctions<ArgumentsOf<A>>,
> {
  /** The argument that is its momentum, if it has any. */
  readonly momentum?: string;
  /** The slots by name, with the number that every element of a slot starts with. */
  slots(args: ArgumentPresence<A>): Slots;
  /** How far a step goes: numbers in proportion to the learning rate. */
  sizes(args: ArgumentPresence<A>): Sizes;
  /** Other numbers that differ from step to step, such as bias corrections. */
  scalars(args: ArgumentPresence<A>): Scalars;
  update(
    context: UpdateContext<Slots, Sizes, Scalars>,
    args: ArgumentPresence<A, StepNumber>,
  ): Updated<Slots>;
}

/** The arguments of every optimizer. */
export type BaseArguments = {
  readonly lr: SchedulableSpec;
  readonly weight_decay: SchedulableSpec;
  readonly decay: ArgumentSpec<"all" | "weights">;
};

/** An optimizer of the language: its signature and how it steps. */
export type Optimizer = Signature<BaseArguments> & Stepping<BaseArguments>;

/** The optimizer of a signature and its meaning. */
export function defineOptimizer<
  const A extends ArgumentTable & BaseArguments,
  Slots extends Numbers,
  Sizes extends StepFunctions<ArgumentsOf<A>>,
  Scalars extends StepFunctions<ArgumentsOf<A>>,
>(
  definition:
    & Signature<A>
    & Stepping<A, Slots, Sizes, Scalars>
    & { readonly momentum?: keyof A & string },
): Optimizer {
  // A registry forgets each optimizer's argument types; `check` has made sure of them before.
  return definition;
}

/** The gradient of the objective with an L2 penalty: g + λ θ. */
export function withDecay(
  { gradient, decaying }: Pick<UpdateContext, "gradient" | "decaying">,
  { weight_decay }: { readonly weight_decay: StepNumber },
): Value {
  return weight_decay.isNone ? gradient : add(gradient, mul(weight_decay.value, decaying));
}

/** A running mean after one more value: β m + (1 - β) x. */
export function runningMean(mean: Value, value: Value, beta: StepNumber): Value {
  return add(mul(beta.value, mean), mul(beta.rest, value));
}

/** The arguments of an L2 penalty, added to the gradient as λ θ. */
export const decayArguments: Pick<BaseArguments, "weight_decay" | "decay"> = decayOf({
  preset: 0,
  doc: "λ of the L2 penalty: λ θ is added to the gradient",
});

/** The arguments of a decay that each step takes from the parameters themselves. */
export function stepDecay(preset: number): Pick<BaseArguments, "weight_decay" | "decay"> {
  return decayOf({ preset, doc: "λ: each step takes lr λ θ away" });
}

function decayOf({ preset, doc }: { readonly preset: number; readonly doc: string }) {
  return {
    weight_decay: schedulable(float({ min: 0, default: preset, doc })),
    decay: word(["all", "weights"], {
      default: "all",
      doc: "what decays: all parameters, as in PyTorch, or weights alone: tensors of two axes or " +
        "more, no biases and no norms",
    }),
  };
}

/** A small number that keeps a division away from 0. */
export function epsilon(preset: number): ArgumentSpec<number> {
  return float({ min: 0, default: preset, doc: "added to the denominator" });
}

/** How much of a running mean stays in each step, in [0, 1). */
export function decayRate(preset: number, of: string): SchedulableSpec {
  const doc = `how much of ${of} stays in each step`;
  return schedulable(float({ min: 0, below: 1, default: preset, doc }));
}

/** How much of the last step is repeated. */
export const momentumArgument: SchedulableSpec = schedulable(
  float({ min: 0, default: 0, doc: "how much of the last step is repeated" }),
);

/** The argument that every optimizer has; `preset` is PyTorch's default, where it has one. */
export function learningRate(preset?: number): SchedulableSpec {
  const spec = { above: 0, doc: "the learning rate: how far a step goes" };
  return schedulable(float(preset === undefined ? spec : { ...spec, default: preset }));
}
