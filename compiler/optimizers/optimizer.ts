import type {
  ArgumentsOf,
  ArgumentSpec,
  ArgumentTable,
  Signature,
} from "../../dsl/language/signature.ts";
import { float } from "../../dsl/language/signature.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { mul } from "../ops/mul.ts";

/** Numbers by name, as an optimizer has for its slots and for each step. */
type Numbers = Readonly<Record<string, number>>;

/** A tensor for each of some numbers. */
type Tensors<N> = { readonly [Name in keyof N]: Value };

/**
 * All trained parameters of a model, packed into one vector, in one step of training.
 * @template Slots What the optimizer's `slots` gives, likewise `Scalars`.
 */
export interface UpdateContext<Slots = Numbers, Scalars = Numbers> {
  /** float32 [P]. */
  readonly parameters: Value;
  /** The gradient of the objective, float32 [P]. */
  readonly gradient: Value;
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

/** A step of training, from 1, and the learning rate that the schedule gives it. */
export interface StepRate {
  readonly step: number;
  readonly learningRate: number;
}

/** How an optimizer steps. */
export interface Stepping<
  Arguments,
  Slots extends Numbers = Numbers,
  Scalars extends Numbers = Numbers,
> {
  /** The slots by name, with the number that every element of a slot starts with. */
  slots(args: Arguments): Slots;
  /**
   * Numbers that differ from step to step, computed in float64: `learning_rate`, bias corrections. A
   * function of the step alone, never of how often it was called.
   */
  scalars(rate: StepRate, args: Arguments): Scalars;
  update(context: UpdateContext<Slots, Scalars>, args: Arguments): Updated<Slots>;
}

/** An optimizer of the language: its signature and how it steps. */
export type Optimizer =
  & Signature<{ readonly lr: ArgumentSpec<number> }>
  & Stepping<Readonly<Record<string, unknown>>>;

/** The optimizer of a signature and its meaning. */
export function defineOptimizer<
  const A extends ArgumentTable & Optimizer["arguments"],
  Slots extends Numbers,
  Scalars extends Numbers,
>(definition: Signature<A> & Stepping<ArgumentsOf<A>, Slots, Scalars>): Optimizer {
  // A registry forgets each optimizer's argument types; `check` has made sure of them before.
  return definition;
}

/** The gradient of the objective with an L2 penalty: g + λ θ. */
export function withDecay(
  { gradient, parameters }: Pick<UpdateContext, "gradient" | "parameters">,
  { weight_decay }: { readonly weight_decay: number },
): Value {
  return weight_decay === 0 ? gradient : add(gradient, mul(scalar(weight_decay), parameters));
}

/** A running mean after one more value: β m + (1 - β) x. */
export function runningMean(mean: Value, value: Value, beta: number): Value {
  return add(mul(scalar(beta), mean), mul(scalar(1 - beta), value));
}

/** The argument of an L2 penalty, added to the gradient as λ θ. */
export const weightDecay: ArgumentSpec<number> = float({
  min: 0,
  default: 0,
  doc: "λ of the L2 penalty, biases included: λ θ is added to the gradient",
});

/** A small number that keeps a division away from 0. */
export function epsilon(preset: number): ArgumentSpec<number> {
  return float({ min: 0, default: preset, doc: "added to the denominator" });
}

/** How much of a running mean stays in each step, in [0, 1). */
export function decayRate(preset: number, of: string): ArgumentSpec<number> {
  return float({ min: 0, below: 1, default: preset, doc: `how much of ${of} stays in each step` });
}

/** The argument that every optimizer has; `preset` is PyTorch's default, where it has one. */
export function learningRate(preset?: number): ArgumentSpec<number> {
  const spec = { above: 0, doc: "the learning rate: how far a step goes" };
  return float(preset === undefined ? spec : { ...spec, default: preset });
}
