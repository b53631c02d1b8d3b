import { boolean, float } from "../../dsl/language/signature.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import {
  decayArguments,
  defineOptimizer,
  learningRate,
  momentumArgument,
  type StepFunction,
  withDecay,
} from "./optimizer.ts";

/**
 * θ ← θ - lr g, as `torch.optim.SGD`; with momentum μ and dampening τ
 * b ← μ b + (1 - τ) g, but b = g in the first step, and θ ← θ - lr b, or θ - lr (g + μ b) by Nesterov.
 * Where a schedule has μ = 0 there is no b: the next step that has one is its first.
 */
export const sgd = defineOptimizer({
  name: "sgd",
  doc: "Stochastic gradient descent, θ - lr g, with momentum where asked, as torch.optim.SGD.",
  arguments: {
    lr: learningRate(),
    momentum: momentumArgument,
    dampening: float({ default: 0, doc: "how much less of each gradient enters the momentum" }),
    weight_decay: decayArguments.weight_decay,
    nesterov: boolean({ default: false, doc: "whether the step looks ahead along the momentum" }),
    decay: decayArguments.decay,
  },
  momentum: "momentum",
  slots: ({ momentum }) => ({ ...!momentum.isNone && { momentum: 0 } }),
  sizes: () => ({ learning_rate: (step, at) => at(step).lr }),
  scalars: ({ momentum, dampening }) => ({
    ...!momentum.isNone && dampening !== 0 && { gradient_share: gradientShare },
    ...momentum.isScheduled && { momentum_share: momentumShare },
  }),
  update(context, { momentum, nesterov, weight_decay }) {
    const { parameters, sizes, scalars, slots } = context;
    const gradient = withDecay(context, { weight_decay });
    const descend = (by: Value) => sub(parameters, mul(sizes.learning_rate, by));
    if (!slots.momentum) return { parameters: descend(gradient), slots: {} };
    const { gradient_share: share, momentum_share: kept = momentum.value } = scalars;
    const entering = share ? mul(share, gradient) : gradient;
    const next = add(mul(kept, slots.momentum), entering);
    const direction = nesterov ? add(gradient, mul(momentum.value, next)) : next;
    return { parameters: descend(direction), slots: { momentum: next } };
  },
  conflict({ momentum, dampening, nesterov }) {
    if (!nesterov || (momentum > 0 && dampening === 0)) return undefined;
    return {
      argument: "nesterov",
      message: "Nesterov's step needs a momentum and no dampening",
      help: "Write it like: sgd(lr = 0.01, momentum = 0.9, nesterov = true)",
    };
  },
});

interface Momentum {
  readonly momentum: number;
  readonly dampening: number;
}

const gradientShare: StepFunction<Momentum> = (step, at) =>
  hasBefore(step, at) ? 1 - at(step).dampening : 1;

const momentumShare: StepFunction<Momentum> = (step, at) =>
  hasBefore(step, at) ? at(step).momentum : 0;

/** Whether there is a b from the step before that this step goes on with. */
function hasBefore(step: number, at: (step: number) => Momentum): boolean {
  return step > 1 && at(step).momentum > 0 && at(step - 1).momentum > 0;
}
